package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Dataset;
import io.cellclass.Evaluation;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Outcome;
import io.cellclass.Prediction;
import io.cellclass.Temperature;
import io.cellclass.TrainingListener;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Network NETWORK = SmallModels.network();
  private static final LabelSet LABELS = Leukocyte.labels();
  private static final int IMAGES = 4000;

  /** Sums of some hundred float32 products, in another order. */
  private static final double ROUNDING = 1e-5;

  @Test
  void theTemperatureThatTheClassesWereDrawnAtIsFound() {
    float[][] probabilities = probabilities();
    for (double drawnAt : new double[] {0.5, 1, 3}) {
      int[] classes = drawn(probabilities, drawnAt);
      Calibration calibration = Calibration.of(NETWORK, LABELS, probabilities, classes);
      assertThat(calibration.temperature().value()).isCloseTo(drawnAt, within(0.1 * drawnAt));
      assertThat(calibration.setting())
          .isEqualTo(Double.toString(calibration.temperature().value()));
      assertThat(calibration.network().weights())
          .isEqualTo(NETWORK.withTemperature(calibration.temperature()).weights());
    }
  }

  @Test
  void theAnswersOfTheNetworkToValidationImagesAreTakenAndTempered() throws IOException {
    Dataset validation = SmallModels.cells(4, 4);
    ModelBundle bundle = SmallModels.bundle();
    Calibration calibration;
    try (ImagePipeline pipeline = new ImagePipeline()) {
      calibration =
          Calibration.of(
              bundle.network(),
              bundle.preprocessing(),
              validation,
              pipeline,
              TrainingListener.none());
    }
    Evaluation before = evaluation(bundle.network(), bundle, validation);
    Temperature expected = Temperature.fit(before.outcomes());
    assertThat(calibration.temperature().value()).isCloseTo(expected.value(), within(1e-3));
    assertThat(expected.value()).isNotCloseTo(1, within(0.01));
    List<Outcome> after = evaluation(calibration.network(), bundle, validation).outcomes();
    for (int i = 0; i < after.size(); i++) {
      Prediction tempered = calibration.temperature().apply(before.outcomes().get(i).prediction());
      for (Label label : LABELS) {
        assertThat(after.get(i).prediction().probability(label))
            .isCloseTo(tempered.probability(label), within(ROUNDING));
      }
    }
  }

  private static Evaluation evaluation(Network network, ModelBundle bundle, Dataset data)
      throws IOException {
    try (Dl4jClassifier classifier =
        Dl4jClassifier.trained(
            network, bundle.preprocessing(), bundle.labels(), bundle.provenance())) {
      return Evaluation.of(classifier, data);
    }
  }

  private static float[][] probabilities() {
    Random random = new Random(1);
    float[][] probabilities = new float[IMAGES][LABELS.size()];
    for (float[] row : probabilities) {
      double sum = 0;
      double[] powers = new double[row.length];
      for (int c = 0; c < powers.length; c++) {
        powers[c] = Math.exp(1.5 * random.nextGaussian());
        sum += powers[c];
      }
      for (int c = 0; c < powers.length; c++) {
        row[c] = (float) (powers[c] / sum);
      }
    }
    return probabilities;
  }

  /** Classes drawn at each probability to the power of 1 / T, divided by their sum. */
  private static int[] drawn(float[][] probabilities, double temperature) {
    Random random = new Random(2);
    int[] classes = new int[probabilities.length];
    for (int i = 0; i < classes.length; i++) {
      double sum = 0;
      for (float p : probabilities[i]) {
        sum += Math.pow(p, 1 / temperature);
      }
      double left = sum * random.nextDouble();
      int last = probabilities[i].length - 1;
      while (classes[i] < last && left >= Math.pow(probabilities[i][classes[i]], 1 / temperature)) {
        left -= Math.pow(probabilities[i][classes[i]], 1 / temperature);
        classes[i]++;
      }
    }
    return classes;
  }
}
