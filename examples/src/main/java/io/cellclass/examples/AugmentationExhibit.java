package io.cellclass.examples;

import io.cellclass.Augmentation;
import io.cellclass.RgbImage;
import io.cellclass.augment.Augmentations;
import io.cellclass.augment.Brightness;
import io.cellclass.augment.Contrast;
import io.cellclass.augment.Defocus;
import io.cellclass.augment.GaussianBlur;
import io.cellclass.augment.HorizontalFlip;
import io.cellclass.augment.Hue;
import io.cellclass.augment.JpegArtefacts;
import io.cellclass.augment.MacenkoNormalization;
import io.cellclass.augment.Range;
import io.cellclass.augment.ReinhardNormalization;
import io.cellclass.augment.RightAngles;
import io.cellclass.augment.Rotation;
import io.cellclass.augment.Saturation;
import io.cellclass.augment.SensorNoise;
import io.cellclass.augment.Shear;
import io.cellclass.augment.StainJitter;
import io.cellclass.augment.Stains;
import io.cellclass.augment.Translation;
import io.cellclass.augment.VerticalFlip;
import io.cellclass.augment.Zoom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An augmentation to be shown.
 *
 * @param name what it is called on the command line
 * @param ranges what it does, in a few words; empty for a whole set
 * @param of what it is for an image, which some take as a reference
 */
record AugmentationExhibit(String name, String ranges, Function<RgbImage, Augmentation> of) {
  private static final StainJitter STRONG_STAINS =
      new StainJitter(Stains.ROMANOWSKY, new Range(0.5, 1.5), new Range(-0.05, 0.1));

  /** Whole sets, by what they are for. */
  private static List<AugmentationExhibit> sets() {
    return List.of(
        of("paper", "", Augmentations.paper()),
        of("microscopy", "", Augmentations.microscopy()),
        of("none", "", Augmentations.none()));
  }

  /** One of each, stronger than anybody trains with, so that it is seen. */
  private static List<AugmentationExhibit> single() {
    return List.of(
        of("horizontal-flip", "for half of them", new HorizontalFlip().withProbability(0.5)),
        of("vertical-flip", "for half of them", new VerticalFlip().withProbability(0.5)),
        of("right-angles", "0, 90, 180, 270 degrees", new RightAngles()),
        of("rotation", "up to 60 degrees", new Rotation(60)),
        of("zoom", "by 0.5 to 1.5", new Zoom(0.5)),
        of("shear", "slope up to 0.5", new Shear(0.5)),
        of("translation", "up to 30 %", new Translation(0.3)),
        of("brightness", "by 0.6 to 1.4", new Brightness(0.4)),
        of("contrast", "by 0.3 to 1.7", new Contrast(0.7)),
        of("hue", "up to 45 degrees", new Hue(45)),
        of("saturation", "by 0 to 2", new Saturation(1)),
        of("stain-jitter", "stains by 0.5 to 1.5", STRONG_STAINS),
        of("gaussian-blur", "sigma 1 to 8 pixels", new GaussianBlur(new Range(1, 8))),
        of("defocus", "radius 3 to 12 pixels", new Defocus(new Range(3, 12))),
        of(
            "sensor-noise",
            "white of 20 to 400 electrons",
            new SensorNoise(new Range(20, 400), new Range(0, 5))),
        of("jpeg-artefacts", "quality 4 to 15", new JpegArtefacts(4, 15)),
        new AugmentationExhibit(
            "reinhard",
            "stain-jitter, brought back",
            image -> STRONG_STAINS.then(ReinhardNormalization.of(image))),
        of(
            "macenko",
            "stain-jitter, then one stain",
            STRONG_STAINS.then(new MacenkoNormalization(Stains.ROMANOWSKY, 1.28, 0.23))));
  }

  private static AugmentationExhibit of(String name, String ranges, Augmentation augmentation) {
    return new AugmentationExhibit(name, ranges, image -> augmentation);
  }

  /** Those that a name stands for; none if it is unknown. */
  static List<AugmentationExhibit> named(String name) {
    List<AugmentationExhibit> known = new ArrayList<>(sets());
    known.addAll(single());
    return name.equals("all")
        ? single()
        : known.stream().filter(exhibit -> exhibit.name.equals(name)).toList();
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    sets().forEach(exhibit -> names.add(exhibit.name));
    names.add("all");
    single().forEach(exhibit -> names.add(exhibit.name));
    return names;
  }
}
