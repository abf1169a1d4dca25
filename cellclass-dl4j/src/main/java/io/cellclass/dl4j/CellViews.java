package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.augment.Brightness;
import io.cellclass.augment.HorizontalFlip;
import io.cellclass.augment.Rotation;
import io.cellclass.augment.Zoom;

/** How cells are varied where nobody says otherwise: they have no up or down. */
final class CellViews {
  private CellViews() {}

  /** Mirroring, any turn, and up to 10 % of zoom and of brightness. */
  static Augmentation anyWayUp() {
    return new HorizontalFlip()
        .withProbability(0.5)
        .then(new Rotation(180))
        .then(new Zoom(0.1))
        .then(new Brightness(0.1));
  }
}
