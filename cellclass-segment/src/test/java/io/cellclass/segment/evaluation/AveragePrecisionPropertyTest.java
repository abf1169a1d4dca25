package io.cellclass.segment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AveragePrecisionPropertyTest {
  private static final List<Label> LABELS = LabelSet.of("a", "b", "c").asList();

  /** The generator of ISO C's example, which is easily written in another language. */
  private static final class Congruential {
    private long state = 12345;

    int below(int bound) {
      state = (state * 1103515245 + 12345) % 2147483648L;
      return (int) (state / 65536 % bound);
    }
  }

  /**
   * Figures that were computed in NumPy after COCO's definition: the same 12 images with 102
   * detections of different scores.
   */
  @Test
  void figuresAreThoseOfAnotherImplementation() {
    Congruential random = new Congruential();
    List<DetectedImage> images = new ArrayList<>();
    int[] used = {0};
    for (int i = 0; i < 12; i++) {
      images.add(image(random, used));
    }
    DetectionEvaluation evaluation = DetectionEvaluation.of(LabelSet.of(LABELS), images);

    double rounding = 1e-12;
    assertThat(evaluation.averagePrecision(LABELS.get(0), 0.5).orElseThrow())
        .isCloseTo(0.6472683541563706, within(rounding));
    assertThat(evaluation.averagePrecision(LABELS.get(0), 0.75).orElseThrow())
        .isCloseTo(0.047304730473047306, within(rounding));
    assertThat(evaluation.averagePrecision(LABELS.get(1), 0.5).orElseThrow())
        .isCloseTo(0.7004910699692884, within(rounding));
    assertThat(evaluation.averagePrecision(LABELS.get(2), 0.5)).isEmpty();
    assertThat(evaluation.map50().orElseThrow()).isCloseTo(0.6738797120628295, within(rounding));
    assertThat(evaluation.map().orElseThrow()).isCloseTo(0.21266398418648147, within(rounding));
  }

  private static DetectedImage image(Congruential random, int[] used) {
    List<LabelledBox> truth = new ArrayList<>();
    List<Detection> found = new ArrayList<>();
    for (int j = 0; j < 6; j++) {
      int label = random.below(3);
      int x = random.below(80);
      int y = random.below(60);
      int w = 10 + random.below(15);
      int h = 10 + random.below(15);
      if (label < 2) {
        truth.add(new LabelledBox(new Box(x, y, x + w, y + h), LABELS.get(label)));
      }
      int dx = random.below(7) - 3;
      int dy = random.below(7) - 3;
      int luck = random.below(10);
      Box near = new Box(x + dx, y + dy, x + dx + w, y + dy + h);
      found.add(detection(random, used, near, luck < 8 ? label : (label + 1) % 3));
      if (luck % 3 == 0) {
        Box again = new Box(x + dy, y + dx, x + dy + w, y + dx + h);
        found.add(detection(random, used, again, label));
      }
    }
    return new DetectedImage("image", truth, found);
  }

  private static Detection detection(Congruential random, int[] used, Box box, int label) {
    used[0]++;
    double score = (random.below(1000) + used[0] / 1000.0) / 1001;
    return new Detection(box, LABELS.get(label), score);
  }

  /** Images with few scores, so that ties are common, and boxes that overlap. */
  private static List<DetectedImage> images(Random random) {
    List<DetectedImage> images = new ArrayList<>();
    int n = 1 + random.nextInt(4);
    for (int i = 0; i < n; i++) {
      List<LabelledBox> truth = new ArrayList<>();
      List<Detection> found = new ArrayList<>();
      for (int j = random.nextInt(6); j > 0; j--) {
        truth.add(new LabelledBox(box(random), LABELS.get(random.nextInt(2))));
      }
      for (int j = random.nextInt(9); j > 0; j--) {
        boolean near = !truth.isEmpty() && random.nextBoolean();
        Box box = near ? truth.get(random.nextInt(truth.size())).box() : box(random);
        found.add(new Detection(box, LABELS.get(random.nextInt(2)), (1 + random.nextInt(4)) / 5.0));
      }
      images.add(new DetectedImage("image " + i, truth, found));
    }
    return images;
  }

  private static Box box(Random random) {
    int x = random.nextInt(30);
    int y = random.nextInt(30);
    return new Box(x, y, x + 5 + random.nextInt(10), y + 5 + random.nextInt(10));
  }

  private static DetectionEvaluation evaluation(List<DetectedImage> images) {
    return DetectionEvaluation.of(LabelSet.of(LABELS), images);
  }

  @Property(tries = 120)
  void perfectDetectionsReachOne(@ForAll long seed) {
    List<DetectedImage> perfect =
        images(new Random(seed)).stream()
            .map(
                image ->
                    new DetectedImage(
                        image.id(),
                        image.truth(),
                        image.truth().stream()
                            .map(box -> new Detection(box.box(), box.label(), 0.5))
                            .toList()))
            .toList();
    DetectionEvaluation evaluation = evaluation(perfect);

    boolean cells = perfect.stream().anyMatch(image -> !image.truth().isEmpty());
    assertThat(evaluation.map().isPresent()).isEqualTo(cells);
    evaluation.map().ifPresent(map -> assertThat(map).isCloseTo(1, within(1e-12)));
  }

  @Property(tries = 120)
  void theOrderOfImagesAndDetectionsDoesNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    List<DetectedImage> images = images(random);
    List<DetectedImage> shuffled = new ArrayList<>();
    for (DetectedImage image : images) {
      List<LabelledBox> truth = new ArrayList<>(image.truth());
      List<Detection> found = new ArrayList<>(image.found());
      Collections.shuffle(truth, random);
      Collections.shuffle(found, random);
      shuffled.add(new DetectedImage(image.id(), truth, found));
    }
    Collections.shuffle(shuffled, random);

    assertThat(evaluation(shuffled).map()).isEqualTo(evaluation(images).map());
    assertThat(evaluation(shuffled).map50()).isEqualTo(evaluation(images).map50());
  }

  @Property(tries = 120)
  void aFurtherFalseDetectionNeverHelps(@ForAll long seed) {
    Random random = new Random(seed);
    List<DetectedImage> images = images(random);
    List<DetectedImage> worse = new ArrayList<>(images);
    DetectedImage last = worse.remove(worse.size() - 1);
    List<Detection> found = new ArrayList<>(last.found());
    found.add(new Detection(new Box(90, 90, 99, 99), LABELS.get(0), (1 + random.nextInt(5)) / 5.0));
    worse.add(new DetectedImage(last.id(), last.truth(), found));

    double rounding = 1e-12;
    assertThat(evaluation(worse).map().orElse(0))
        .isLessThanOrEqualTo(evaluation(images).map().orElse(0) + rounding);
    assertThat(evaluation(worse).rates(LABELS.get(0), 0).found())
        .isEqualTo(evaluation(images).rates(LABELS.get(0), 0).found() + 1);
  }
}
