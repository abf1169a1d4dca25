package io.cellclass.explain.faithfulness;

import io.cellclass.Classifier;
import io.cellclass.Differentiable;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.testkit.FakeClassifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Images of a dark disc on a light ground, and what is truly known of them. */
public final class DarkDisc {
  public static final Label CELL = new Label("cell");
  public static final LabelSet LABELS = LabelSet.of("cell", "none");
  public static final int SIDE = 24;

  private DarkDisc() {}

  /** A noisy image with the disc around (8, 9), radius 5. */
  public static RgbImage image(long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < bytes.length; i++) {
      int pixel = i / 3;
      int level = inside(pixel % SIDE, pixel / SIDE) ? 40 : 190;
      bytes[i] = (byte) (level + random.nextInt(20));
    }
    return RgbImage.of(SIDE, SIDE, bytes);
  }

  public static Sample sample(int number) {
    return new Sample("" + number, CELL, ImageSource.of("" + number, image(number)));
  }

  public static boolean inside(int x, int y) {
    return (x - 8) * (x - 8) + (y - 9) * (y - 9) <= 25;
  }

  public static Mask mask() {
    boolean[] cell = new boolean[SIDE * SIDE];
    for (int i = 0; i < cell.length; i++) {
      cell[i] = inside(i % SIDE, i / SIDE);
    }
    return Mask.of(SIDE, SIDE, cell);
  }

  /** Says "cell" with 0.1, and up to 0.8 more in proportion to the disc's pixels that are dark. */
  public static FakeClassifier classifier() {
    Mask mask = mask();
    return FakeClassifier.of(
        LABELS,
        image -> {
          int dark = 0;
          for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            dark += mask.contains(x, y) && (image.rgb(x, y) & 0xff) < 120 ? 1 : 0;
          }
          float p = 0.1f + 0.8f * dark / mask.area();
          return new float[] {p, 1 - p};
        });
  }

  /** A classifier that judges images only as one that is viewing some image. */
  public static Classifier onlyViewing(Classifier classifier) {
    return new OnlyViewing(classifier);
  }

  /** Points at the same pixels of every image. */
  public static Explainer pointing(Classifier classifier, String name, Heatmap map) {
    return new Pointing(classifier, name, map);
  }

  public static Explanation explanation(Heatmap map) {
    Prediction prediction = Prediction.of(LABELS, 0.9f, 0.1f);
    return new Explanation(prediction, CELL, "told", Differentiable.INPUT, map);
  }

  /** The map that is 1 in the disc and 0 elsewhere. */
  public static Heatmap truth() {
    Mask mask = mask();
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = mask.contains(i % SIDE, i / SIDE) ? 1 : 0;
    }
    return Heatmap.of(SIDE, SIDE, values);
  }

  private record Pointing(Classifier classifier, String method, Heatmap map) implements Explainer {
    @Override
    public List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target) {
      return classifier.classify(images).stream()
          .map(said -> new Explanation(said, target.apply(said), method, "input", map))
          .toList();
    }
  }

  private record OnlyViewing(Classifier classifier) implements Classifier {
    @Override
    public LabelSet labels() {
      return classifier.labels();
    }

    @Override
    public List<Prediction> classify(List<RgbImage> images) {
      throw new AssertionError("changed copies are to be judged by viewing()");
    }

    @Override
    public Classifier viewing(RgbImage image) {
      return classifier;
    }

    @Override
    public Provenance provenance() {
      return classifier.provenance();
    }

    @Override
    public void save(Path bundle) {
      throw new UnsupportedOperationException("it is for tests");
    }

    @Override
    public void close() {}
  }
}
