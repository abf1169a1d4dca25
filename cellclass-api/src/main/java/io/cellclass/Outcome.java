package io.cellclass;

/**
 * What a classifier said of an image whose class is known.
 *
 * @param id the sample's id: for a data set of files, the path below its root
 * @param label the true class
 * @param prediction what the classifier said
 */
public record Outcome(String id, Label label, Prediction prediction) {
  /** Whether the most probable label is the true one. */
  public boolean correct() {
    return prediction.label().equals(label);
  }
}
