package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import java.util.Map;
import java.util.TreeMap;

/** What all trainers here have in common: their settings. */
abstract class TrainerBuilder<B extends TrainerBuilder<B>> {
  int epochs;
  long seed = 42;
  Augmentation augmentation;

  TrainerBuilder(int epochs, Augmentation augmentation) {
    this.epochs = epochs;
    this.augmentation = augmentation;
  }

  abstract B self();

  /**
   * The largest number of epochs.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public B epochs(int epochs) {
    this.epochs = SettingRanges.atLeast("epochs", 1, epochs);
    return self();
  }

  /** The seed of all chance, 42 by default. */
  public B seed(long seed) {
    this.seed = seed;
    return self();
  }

  /** What changes the training images at random. */
  public B augmentation(Augmentation augmentation) {
    this.augmentation = augmentation;
    return self();
  }

  /** The settings that matter, by name, for the provenance of a model. */
  Map<String, String> settings(String trainer) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("trainer", trainer);
    settings.put("epochs", Integer.toString(epochs));
    settings.put("augmentation", augmentation.toString());
    return settings;
  }
}
