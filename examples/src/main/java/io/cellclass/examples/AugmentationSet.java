package io.cellclass.examples;

import io.cellclass.Augmentation;
import io.cellclass.augment.Augmentations;
import java.util.Locale;

/** A set of augmentations, by the name it has on the command line. */
enum AugmentationSet {
  NONE,
  PAPER,
  MICROSCOPY;

  Augmentation augmentation() {
    return switch (this) {
      case NONE -> Augmentations.none();
      case PAPER -> Augmentations.paper();
      case MICROSCOPY -> Augmentations.microscopy();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
