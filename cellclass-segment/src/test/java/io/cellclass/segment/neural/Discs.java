package io.cellclass.segment.neural;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.PixelClass;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Pictures of dark and red discs on a bright ground with noise, and the truth about them. */
final class Discs {
  static final int SIDE = 64;

  private Discs() {}

  private record Disc(double x, double y, double radius, boolean dark) {}

  /** Three discs each, apart from each other; a dark one has a darker middle. */
  private static List<Disc> discs(SplittableRandom random) {
    List<Disc> discs = new ArrayList<>();
    while (discs.size() < 3) {
      double radius = 6 + 5 * random.nextDouble();
      double x = radius + (SIDE - 2 * radius) * random.nextDouble();
      double y = radius + (SIDE - 2 * radius) * random.nextDouble();
      boolean free =
          discs.stream()
              .allMatch(disc -> Math.hypot(disc.x - x, disc.y - y) > disc.radius + radius + 2);
      if (free) {
        discs.add(new Disc(x, y, radius, random.nextBoolean()));
      }
    }
    return discs;
  }

  private static double distance(Disc disc, int pixel) {
    int column = pixel % SIDE;
    int row = pixel / SIDE;
    return Math.hypot(column + 0.5 - disc.x, row + 0.5 - disc.y) / disc.radius;
  }

  private static RgbImage picture(List<Disc> discs, SplittableRandom random) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int[] colour = {225, 220, 215};
      for (Disc disc : discs) {
        double distance = distance(disc, i);
        if (distance <= 1 && disc.dark) {
          colour = distance <= 0.6 ? new int[] {80, 50, 130} : new int[] {150, 140, 190};
        } else if (distance <= 1) {
          colour = new int[] {200, 120, 120};
        }
      }
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) (colour[c] + random.nextInt(-12, 13));
      }
    }
    return RgbImage.of(SIDE, SIDE, rgb);
  }

  static List<BoxedImage> boxed(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<BoxedImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Disc> discs = discs(random);
      String id = "boxed" + seed + "-" + i;
      images.add(
          new BoxedImage(
              id,
              ImageSource.of(id, picture(discs, random)),
              discs.stream()
                  .map(
                      disc ->
                          new LabelledBox(
                              Box.centred(disc.x, disc.y, 2 * disc.radius, 2 * disc.radius),
                              new Label(disc.dark ? "dark" : "red")))
                  .toList()));
    }
    return images;
  }

  static List<MaskedImage> masked(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<MaskedImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Disc> discs = discs(random);
      String id = "masked" + seed + "-" + i;
      LabelMap map = map(discs);
      images.add(new MaskedImage(id, ImageSource.of(id, picture(discs, random)), () -> map));
    }
    return images;
  }

  private static LabelMap map(List<Disc> discs) {
    int[] cells = new int[SIDE * SIDE];
    PixelClass[] classes = new PixelClass[cells.length];
    for (int i = 0; i < cells.length; i++) {
      classes[i] = PixelClass.BACKGROUND;
      for (int disc = 0; disc < discs.size(); disc++) {
        double distance = distance(discs.get(disc), i);
        if (distance <= 1) {
          cells[i] = disc + 1;
          boolean nucleus = discs.get(disc).dark && distance <= 0.6;
          classes[i] = nucleus ? PixelClass.NUCLEUS : PixelClass.CYTOPLASM;
        }
      }
    }
    return LabelMap.of(SIDE, SIDE, cells, classes);
  }
}
