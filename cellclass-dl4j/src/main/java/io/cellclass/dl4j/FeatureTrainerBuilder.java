package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.network.Backbone;
import io.cellclass.network.InceptionV3;
import java.util.Map;
import java.util.TreeMap;

/** What the trainers on features of a frozen backbone have in common: their settings. */
abstract class FeatureTrainerBuilder<B extends FeatureTrainerBuilder<B>> {
  final Backbone backbone;
  int size = 224;
  int epochs;
  int views;
  long seed = 42;
  Augmentation augmentation;

  FeatureTrainerBuilder(Backbone backbone, int epochs, int views, Augmentation augmentation) {
    this.backbone = backbone;
    this.epochs = epochs;
    this.views = views;
    this.augmentation = augmentation;
  }

  abstract B self();

  /**
   * The side of the network's input in pixels, 224 by default.
   *
   * @throws IllegalArgumentException if it is below {@link InceptionV3#SMALLEST_SIZE}
   */
  public B size(int size) {
    this.size = atLeast("size", InceptionV3.SMALLEST_SIZE, size);
    return self();
  }

  /**
   * The largest number of epochs.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public B epochs(int epochs) {
    this.epochs = atLeast("epochs", 1, epochs);
    return self();
  }

  /**
   * The number of augmented views of each training image beside the image itself.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public B views(int views) {
    this.views = atLeast("views", 0, views);
    return self();
  }

  /** The seed of all chance, 42 by default. */
  public B seed(long seed) {
    this.seed = seed;
    return self();
  }

  /** What makes the views. */
  public B augmentation(Augmentation augmentation) {
    this.augmentation = augmentation;
    return self();
  }

  static int atLeast(String name, int smallest, int value) {
    if (value < smallest) {
      throw new IllegalArgumentException(name + " must be at least " + smallest + ", not " + value);
    }
    return value;
  }

  /** The settings by name, for the provenance of a model. */
  Map<String, String> settings(String trainer) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("trainer", trainer);
    settings.put("backbone", backbone.source());
    settings.put("backboneSha256", backbone.sha256());
    settings.put("size", Integer.toString(size));
    settings.put("epochs", Integer.toString(epochs));
    settings.put("views", Integer.toString(views));
    settings.put("augmentation", augmentation.toString());
    return settings;
  }
}
