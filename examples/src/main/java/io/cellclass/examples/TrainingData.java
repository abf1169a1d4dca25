package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Split;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The images to learn from and those to validate with, under the same labels. */
record TrainingData(Dataset training, Dataset validation) {
  private static final double VALIDATION_SHARE = 0.2;

  /** Divides one set, by group. */
  static TrainingData divide(Dataset data, long seed) throws IOException {
    Split split = Split.stratified(data, VALIDATION_SHARE, seed);
    if (split.training().size() == 0 || split.validation().size() == 0) {
      throw new IOException(
          "the "
              + data.size()
              + " images cannot be divided into a training and a validation part, as a group stays"
              + " whole: name a validation set");
    }
    return new TrainingData(split.training(), split.validation());
  }

  /** Brings two sets under the labels of the training set. */
  static TrainingData of(Dataset training, Dataset validation) throws IOException {
    LabelSet labels = training.labels();
    Set<Label> unknown = new LinkedHashSet<>(validation.labels().asList());
    unknown.removeAll(labels.asList());
    if (!unknown.isEmpty()) {
      throw new IOException(
          "the validation set has labels that the training set lacks: "
              + unknown
              + ", expected only "
              + labels);
    }
    return new TrainingData(training, Datasets.of(labels, validation.samples()));
  }

  /** The two by the names that they have in reports. */
  Map<String, Dataset> parts() {
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("training", training);
    parts.put("validation", validation);
    return parts;
  }
}
