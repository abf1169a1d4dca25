package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.network.Backbone;
import io.cellclass.network.InceptionV3;
import java.util.Map;

/** What the trainers on features of a frozen backbone have in common: their settings. */
abstract class FeatureTrainerBuilder<B extends FeatureTrainerBuilder<B>> extends TrainerBuilder<B> {
  final Backbone backbone;
  int size = 224;
  int views;

  FeatureTrainerBuilder(Backbone backbone, int epochs, int views, Augmentation augmentation) {
    super(epochs, augmentation);
    this.backbone = backbone;
    this.views = views;
  }

  /**
   * The side of the network's input in pixels, 224 by default.
   *
   * @throws IllegalArgumentException if it is below {@link InceptionV3#SMALLEST_SIZE}
   */
  public B size(int size) {
    this.size = SettingRanges.atLeast("size", InceptionV3.SMALLEST_SIZE, size);
    return self();
  }

  /**
   * The number of augmented views of each training image beside the image itself.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public B views(int views) {
    this.views = SettingRanges.atLeast("views", 0, views);
    return self();
  }

  @Override
  Map<String, String> settings(String trainer) {
    Map<String, String> settings = super.settings(trainer);
    put(settings, backbone, size);
    settings.put("views", Integer.toString(views));
    return settings;
  }

  /** Adds what a trainer on a backbone starts from to its settings. */
  static void put(Map<String, String> settings, Backbone backbone, int size) {
    settings.put("backbone", backbone.source());
    settings.put("backboneSha256", backbone.sha256());
    settings.put("size", Integer.toString(size));
  }
}
