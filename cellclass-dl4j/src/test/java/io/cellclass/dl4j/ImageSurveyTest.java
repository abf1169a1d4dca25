package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.TrainingListener;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Illumination;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageSurveyTest {
  private static final int SIDE = 100;

  /** Of a diameter in pixels, of which smoothing and the threshold may move the edge. */
  private static final double TOLERANCE = 3;

  @Test
  void theHashTellsAnyChangeOfTheData() throws IOException {
    Sample a = sample("a", "x", disc(20));
    Sample b = sample("b", "y", disc(30));
    Sample c = sample("c", "x", disc(40));
    byte[] bytes = disc(30).bytes();
    bytes[bytes.length / 2] ^= 1;
    Sample pixel = sample("b", "y", RgbImage.of(SIDE, SIDE, bytes));
    Sample shape = sample("b", "y", RgbImage.of(SIDE / 2, 2 * SIDE, disc(30).bytes()));

    List<String> hashes =
        List.of(
            hash(List.of(a, b), List.of(c)),
            hash(List.of(b, a), List.of(c)),
            hash(List.of(a, pixel), List.of(c)),
            hash(List.of(a, shape), List.of(c)),
            hash(List.of(a, sample("b", "x", disc(30))), List.of(c)),
            hash(List.of(a, sample("bb", "y", disc(30))), List.of(c)),
            hash(List.of(a, b), List.of(pixel)),
            hash(List.of(a), List.of(b, c)),
            hash(List.of(a, b), List.of()));
    assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    assertThat(hash(List.of(a, b), List.of(c))).isEqualTo(hashes.get(0));
  }

  @Test
  void theHashDoesNotDependOnThreads() throws IOException {
    List<Sample> samples =
        IntStream.range(0, 60).mapToObj(i -> sample("s" + i, "x", disc(10 + i % 40))).toList();
    assertThat(hash(samples, List.of())).isEqualTo(hash(samples, List.of()));
  }

  @Test
  void theMedianIsThatOfTheTrainingImages() throws IOException {
    List<Sample> training = discs(60, 20, 30);
    ImageSurvey survey = survey(training, discs(70, 70, 70, 70));
    assertThat(survey.medianDiameter().orElseThrow()).isCloseTo(30, within(TOLERANCE));
    assertThat(survey.framing())
        .isEqualTo(new CellCentred(2.2 * survey.medianDiameter().orElseThrow()));
  }

  @Test
  void ofAnEvenNumberItIsHalfWayBetweenTheMiddleTwo() throws IOException {
    assertThat(survey(discs(60, 20, 30, 40), List.of()).medianDiameter().orElseThrow())
        .isCloseTo(35, within(TOLERANCE));
  }

  @Test
  void imagesWithoutANucleusAreLeftOutWhileTheyAreFewer() throws IOException {
    assertThat(survey(discs(30, 0, 0, 40), List.of()).medianDiameter().orElseThrow())
        .isCloseTo(35, within(TOLERANCE));
    ImageSurvey few = survey(discs(30, 0, 0), List.of());
    assertThat(few.medianDiameter()).isEmpty();
    assertThat(few.framing()).isEqualTo(new WholeImage());
  }

  /**
   * Half of them under light with a fifth less blue: ln 1.25 / 2 from the mean of the logarithms.
   */
  @Test
  void lightThatDiffersIsBalanced() throws IOException {
    List<Sample> images = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      images.add(sample("s" + i, "x", lit(disc(40), i % 2 == 0 ? 200 : 160)));
    }
    ImageSurvey uneven = survey(images, List.of());
    assertThat(uneven.lightSpread()).isCloseTo(Math.log(1.25) / 2, within(1e-9));
    assertThat(uneven.illumination()).isEqualTo(Illumination.WHITE_BALANCED);

    ImageSurvey even = survey(images.subList(0, 1), images);
    assertThat(even.lightSpread()).isZero();
    assertThat(even.illumination()).isEqualTo(Illumination.AS_IS);
  }

  @Test
  void theListenerHearsOfAllImages() throws IOException {
    List<String> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void progressed(String stage, int done, int total) {
            steps.add(stage + " " + done + "/" + total);
          }
        };
    try (ImagePipeline pipeline = new ImagePipeline()) {
      ImageSurvey.of(discs(20, 20, 20), discs(20), pipeline, listener);
    }
    assertThat(steps).containsExactly("images 4/4");
  }

  private static String hash(List<Sample> training, List<Sample> validation) throws IOException {
    return survey(training, validation).dataHash();
  }

  private static ImageSurvey survey(List<Sample> training, List<Sample> validation)
      throws IOException {
    try (ImagePipeline pipeline = new ImagePipeline()) {
      return ImageSurvey.of(training, validation, pipeline, TrainingListener.none());
    }
  }

  private static List<Sample> discs(int... diameters) {
    return IntStream.range(0, diameters.length)
        .mapToObj(i -> sample("d" + i, "x", disc(diameters[i])))
        .toList();
  }

  private static Sample sample(String id, String label, RgbImage image) {
    return new Sample(id, new Label(label), ImageSource.of(id, image));
  }

  /** The image with this much blue in its ground. */
  private static RgbImage lit(RgbImage image, int blue) {
    byte[] bytes = image.bytes().clone();
    for (int i = 2; i < bytes.length; i += 3) {
      bytes[i] = (byte) ((bytes[i] & 0xff) == 225 ? blue : bytes[i] & 0xff);
    }
    return RgbImage.of(image.width(), image.height(), bytes);
  }

  /** A purple nucleus on a pale ground. */
  private static RgbImage disc(int diameter) {
    byte[] bytes = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int column = i % SIDE;
      int row = i / SIDE;
      double x = column + 0.5 - SIDE / 2.0;
      double y = row + 0.5 - SIDE / 2.0;
      boolean inside = 4 * (x * x + y * y) <= diameter * diameter;
      bytes[3 * i] = (byte) (inside ? 90 : 230);
      bytes[3 * i + 1] = (byte) (inside ? 30 : 220);
      bytes[3 * i + 2] = (byte) (inside ? 150 : 225);
    }
    return RgbImage.of(SIDE, SIDE, bytes);
  }
}
