package io.cellclass.testkit;

import io.cellclass.Differentiable;
import io.cellclass.FeatureGrid;
import io.cellclass.Frame;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Layer;
import io.cellclass.Prediction;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A classifier whose traces can be worked out by hand: the scores are linear in the mean colours of
 * {@value #SIDE} by {@value #SIDE} rectangles of an image, from 0 to 1. Its layer {@link #DARKNESS}
 * is one less the colour. It has no file form. Safe for concurrent use.
 */
public final class GridClassifier implements Differentiable {
  /** The rows and columns of its layers. */
  public static final int SIDE = 4;

  /** The name of its other layer, beside the image. */
  public static final String DARKNESS = "darkness";

  private static final int VALUES = SIDE * SIDE * 3;

  private final LabelSet labels;
  private final double[] weights;
  private final FakeClassifier answers;

  private GridClassifier(LabelSet labels, double[] weights) {
    this.labels = labels;
    this.weights = weights;
    this.answers = FakeClassifier.of(labels, image -> softmax(scores(colours(image))));
  }

  /**
   * A classifier with these weights.
   *
   * @param weights of the darkness, {@code [label][row][column][channel]}; copied
   * @throws IllegalArgumentException if they are not as many
   */
  public static GridClassifier of(LabelSet labels, double... weights) {
    if (weights.length != labels.size() * VALUES) {
      throw new IllegalArgumentException(
          "expected " + labels.size() * VALUES + " weights, found " + weights.length);
    }
    return new GridClassifier(labels, weights.clone());
  }

  /** A classifier with weights drawn from a standard normal distribution. */
  public static GridClassifier random(LabelSet labels, long seed) {
    Random random = new Random(seed);
    double[] weights = new double[labels.size() * VALUES];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextGaussian();
    }
    return new GridClassifier(labels, weights);
  }

  /** The weight of the darkness of a rectangle for a label. */
  public double weight(Label label, int row, int column, int channel) {
    return weights[labels.indexOf(label) * VALUES + (row * SIDE + column) * 3 + channel];
  }

  @Override
  public LabelSet labels() {
    return labels;
  }

  @Override
  public List<Prediction> classify(List<RgbImage> images) {
    return answers.classify(images);
  }

  @Override
  public List<Layer> layers() {
    return List.of(layer(INPUT), layer(DARKNESS));
  }

  private static Layer layer(String name) {
    return new Layer(name, SIDE, SIDE, 3);
  }

  @Override
  public List<Trace> trace(
      List<RgbImage> images, Function<Prediction, Label> target, String layer) {
    List<Prediction> predictions = classify(images);
    Layer traced =
        layers().stream()
            .filter(known -> known.name().equals(layer))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no layer called " + layer));
    return IntStream.range(0, images.size())
        .mapToObj(i -> trace(images.get(i), predictions.get(i), target, traced))
        .toList();
  }

  /** Its head reads {@link #DARKNESS}, rectangle by rectangle. */
  @Override
  public List<List<Trace>> traceHead(List<RgbImage> images, Function<Prediction, Label> target) {
    return trace(images, target, DARKNESS).stream().map(List::of).toList();
  }

  private Trace trace(
      RgbImage image, Prediction prediction, Function<Prediction, Label> target, Layer layer) {
    Label label = target.apply(prediction);
    double[] colours = colours(image);
    boolean dark = layer.name().equals(DARKNESS);
    float[] activations = new float[VALUES];
    float[] gradients = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      double weight = weights[labels.indexOf(label) * VALUES + i];
      activations[i] = (float) (dark ? 1 - colours[i] : colours[i]);
      gradients[i] = (float) (dark ? weight : -weight);
    }
    double score = scores(colours)[labels.indexOf(label)];
    return Trace.of(prediction, label, score, layer, grid(image), activations, gradients);
  }

  private static FeatureGrid grid(RgbImage image) {
    double stepX = (double) image.width() / SIDE;
    double stepY = (double) image.height() / SIDE;
    Frame all = new Frame(0, 0, image.width(), image.height());
    return new FeatureGrid(
        image.width(), image.height(), all, SIDE, SIDE, stepX / 2, stepY / 2, stepX, stepY);
  }

  /** The mean colours; of an image with fewer pixels than rectangles some share theirs. */
  private static double[] colours(RgbImage image) {
    double[] sums = new double[VALUES];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int top = row * image.height() / SIDE;
        int left = column * image.width() / SIDE;
        int bottom = Math.max(top + 1, (row + 1) * image.height() / SIDE);
        int right = Math.max(left + 1, (column + 1) * image.width() / SIDE);
        int at = (row * SIDE + column) * 3;
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            for (int channel = 0; channel < 3; channel++) {
              sums[at + channel] += (image.rgb(x, y) >> (16 - 8 * channel)) & 0xff;
            }
          }
        }
        for (int channel = 0; channel < 3; channel++) {
          sums[at + channel] /= 255.0 * (bottom - top) * (right - left);
        }
      }
    }
    return sums;
  }

  private double[] scores(double[] colours) {
    double[] scores = new double[labels.size()];
    for (int i = 0; i < weights.length; i++) {
      scores[i / VALUES] += weights[i] * (1 - colours[i % VALUES]);
    }
    return scores;
  }

  private static float[] softmax(double[] scores) {
    double largest = Arrays.stream(scores).max().orElseThrow();
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - largest);
    }
    float[] result = new float[scores.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (Math.exp(scores[i] - largest) / sum);
    }
    return result;
  }

  /** It looks for nothing in an image. */
  @Override
  public Differentiable viewing(RgbImage image) {
    return this;
  }

  @Override
  public Provenance provenance() {
    return answers.provenance();
  }

  @Override
  public void save(Path bundle) throws IOException {
    throw new UnsupportedOperationException("a grid classifier has no file form");
  }

  @Override
  public void close() {
    answers.close();
  }
}
