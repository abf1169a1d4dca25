package io.cellclass;

/**
 * What a classifier said of an image whose class is known.
 *
 * @param id the sample's id: for a data set of files, the path below its root
 * @param label the true class
 * @param group the sample's group: the patient, the slide or the source image; its id where it
 *     stands alone
 * @param prediction what the classifier said
 */
public record Outcome(String id, Label label, String group, Prediction prediction) {
  /** The outcome of a sample that stands alone: its group is its id. */
  public Outcome(String id, Label label, Prediction prediction) {
    this(id, label, id, prediction);
  }

  /** Whether the most probable label is the true one. */
  public boolean correct() {
    return prediction.label().equals(label);
  }

  /** The same with another prediction. */
  Outcome withPrediction(Prediction other) {
    return new Outcome(id, label, group, other);
  }
}
