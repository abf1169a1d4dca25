package io.cellclass.dl4j;

import io.cellclass.Dataset;
import io.cellclass.LabelSet;
import io.cellclass.Outcome;
import io.cellclass.Prediction;
import io.cellclass.Temperature;
import io.cellclass.TrainingListener;
import io.cellclass.network.Network;
import io.cellclass.network.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained network whose confidence meets its accuracy: the temperature that suits its answers on
 * images that it did not learn from is folded into its last layer.
 *
 * @param network the network with the temperature in its weights
 * @param temperature what the last layer was divided by
 */
record Calibration(Network network, Temperature temperature) {
  /** The name of the temperature in a model's settings. */
  static final String SETTING = "temperature";

  /**
   * Fits the temperature to the network's answers on validation images.
   *
   * @throws IOException if an image cannot be read
   */
  static Calibration of(
      Network network,
      Preprocessing preprocessing,
      Dataset validation,
      ImagePipeline pipeline,
      TrainingListener listener)
      throws IOException {
    List<float[][]> answers;
    try (FeatureExtractor extractor = new FeatureExtractor(network, preprocessing, pipeline)) {
      answers = extractor.extract(validation.samples(), "temperature", listener);
    }
    return of(
        network,
        validation.labels(),
        answers.stream().map(outputs -> outputs[0]).toArray(float[][]::new),
        TrainingRecord.classes(validation));
  }

  /**
   * Fits the temperature to answers.
   *
   * @param probabilities {@code [image][class]}
   * @param classes the true class of each image, as a position among the labels
   */
  static Calibration of(Network network, LabelSet labels, float[][] probabilities, int[] classes) {
    List<Outcome> outcomes = new ArrayList<>(classes.length);
    for (int i = 0; i < classes.length; i++) {
      Prediction prediction = Prediction.of(labels, withinOne(probabilities[i]));
      outcomes.add(new Outcome(Integer.toString(i), labels.get(classes[i]), prediction));
    }
    Temperature temperature = Temperature.fit(outcomes);
    return new Calibration(network.withTemperature(temperature), temperature);
  }

  /** A softmax in float32 can exceed one by its last bit. */
  private static float[] withinOne(float[] probabilities) {
    float[] result = probabilities.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.min(1, result[i]);
    }
    return result;
  }

  /** The temperature as a setting. */
  String setting() {
    return Double.toString(temperature.value());
  }
}
