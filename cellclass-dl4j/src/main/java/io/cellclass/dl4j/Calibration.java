package io.cellclass.dl4j;

import io.cellclass.LabelSet;
import io.cellclass.Outcome;
import io.cellclass.Prediction;
import io.cellclass.Temperature;
import io.cellclass.network.Network;
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
   * Fits the temperature to answers.
   *
   * @param probabilities {@code [image][class]}, of this network or of ones trained like it without
   *     the image; images whose row is empty are left out
   * @param classes the true class of each image, as a position among the labels
   * @throws IllegalArgumentException if no image has probabilities
   */
  static Calibration of(Network network, LabelSet labels, float[][] probabilities, int[] classes) {
    List<Outcome> outcomes = new ArrayList<>(classes.length);
    for (int i = 0; i < classes.length; i++) {
      if (probabilities[i].length > 0) {
        Prediction prediction = Prediction.of(labels, probabilities[i]);
        outcomes.add(new Outcome(Integer.toString(i), labels.get(classes[i]), prediction));
      }
    }
    Temperature temperature = Temperature.fit(outcomes);
    return new Calibration(network.withTemperature(temperature), temperature);
  }

  /**
   * Fits the temperature to the answers of a head to pooled features.
   *
   * @param network a network of {@link PooledBlocks#withHead}
   * @param features {@code [image][feature]} of images that the head did not learn from
   * @param classes their classes
   */
  static Calibration ofHead(Network network, LabelSet labels, float[][] features, int[] classes) {
    return of(network, labels, new PlainHead(network).probabilities(features), classes);
  }

  /** The temperature as a setting. */
  String setting() {
    return Double.toString(temperature.value());
  }
}
