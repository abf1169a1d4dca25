package io.cellclass.augment;

import io.cellclass.Augmentation;
import java.util.ArrayList;
import java.util.List;

/** One of each augmentation, with ranges wide enough that something happens. */
final class Catalogue {
  private Catalogue() {}

  static List<Augmentation> all() {
    List<Augmentation> all = new ArrayList<>(geometric());
    all.addAll(
        List.of(
            new Brightness(0.4),
            new Contrast(0.5),
            new Hue(60),
            new Saturation(0.7),
            new StainJitter(Stains.ROMANOWSKY, new Range(0.6, 1.4), new Range(-0.1, 0.1)),
            new StainJitter(Stains.HAEMATOXYLIN_EOSIN, new Range(0.6, 1.4), new Range(-0.1, 0.1)),
            new GaussianBlur(new Range(0.5, 4)),
            new Defocus(new Range(1, 7)),
            new SensorNoise(new Range(100, 5000), new Range(1, 20)),
            new JpegArtefacts(5, 60),
            new ReinhardNormalization(
                new ReinhardNormalization.Spread(-0.3, 0.2),
                new ReinhardNormalization.Spread(0.03, 0.05),
                new ReinhardNormalization.Spread(0.02, 0.01)),
            new MacenkoNormalization(Stains.HAEMATOXYLIN_EOSIN, 1, 0.7),
            Augmentations.paper(),
            Augmentations.microscopy(),
            Augmentations.none(),
            Augmentation.oneOf(new Brightness(0.2), new Rotation(20)).withProbability(0.7)));
    return all;
  }

  static List<GeometricAugmentation> geometric() {
    return List.of(
        new HorizontalFlip(),
        new VerticalFlip(),
        new RightAngles(),
        new Rotation(180),
        new Zoom(0.4),
        new Shear(0.5),
        new Translation(0.3),
        new HorizontalFlip().withProbability(0.5),
        GeometricAugmentation.oneOf(new Zoom(0.2), new Rotation(30)),
        new Rotation(90).withBorder(BorderMode.WHITE));
  }
}
