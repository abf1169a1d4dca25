package io.cellclass.segment.classic;

import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import io.cellclass.network.SharedFiles;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.PixelClass;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** The 300 single cells with masks of Zheng et al. (2018), where they are. */
final class Zheng1 {
  private Zheng1() {}

  static List<MaskedImage> images(int step) {
    Path folder = SharedFiles.require("data/zheng1/labels.csv").resolveSibling("");
    List<MaskedImage> images = new ArrayList<>();
    for (int i = 1; i <= 300; i += step) {
      String id = String.format("%03d", i);
      Path image = folder.resolve("images").resolve(id + ".bmp");
      Path mask = folder.resolve("masks").resolve(id + ".png");
      images.add(new MaskedImage(id, ImageSource.file(image), () -> truth(mask)));
    }
    return images;
  }

  /** The whole white cell is one. The masks have stray values about 0, 128 and 255. */
  private static LabelMap truth(Path file) throws IOException {
    Raster raster = ImageIO.read(file.toFile()).getRaster();
    int[] cells = new int[raster.getWidth() * raster.getHeight()];
    PixelClass[] classes = new PixelClass[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int value = raster.getSample(i % raster.getWidth(), i / raster.getWidth(), 0);
      cells[i] = value > 60 ? 1 : 0;
      classes[i] =
          value > 200
              ? PixelClass.NUCLEUS
              : value > 60 ? PixelClass.CYTOPLASM : PixelClass.BACKGROUND;
    }
    return LabelMap.of(raster.getWidth(), raster.getHeight(), cells, classes);
  }

  /** Dice of the whole cells, and of the nuclei. */
  static double[] dice(LabelMap found, LabelMap truth) {
    double[] dice = new double[2];
    for (int part = 0; part < 2; part++) {
      int shared = 0;
      int sum = 0;
      for (int y = 0; y < truth.height(); y++) {
        for (int x = 0; x < truth.width(); x++) {
          boolean a = belongs(found, x, y, part == 1);
          boolean b = belongs(truth, x, y, part == 1);
          shared += a && b ? 1 : 0;
          sum += (a ? 1 : 0) + (b ? 1 : 0);
        }
      }
      dice[part] = sum == 0 ? 1 : 2.0 * shared / sum;
    }
    return dice;
  }

  private static boolean belongs(LabelMap map, int x, int y, boolean nucleus) {
    return nucleus ? map.pixelClass(x, y) == PixelClass.NUCLEUS : map.cell(x, y) > 0;
  }

  interface Way {
    LabelMap segment(RgbImage image) throws IOException;
  }

  /** The mean over images of {@link #dice(LabelMap, LabelMap)}. */
  static double[] meanDice(Way way, List<MaskedImage> images) throws IOException {
    double[] mean = new double[2];
    for (MaskedImage image : images) {
      double[] dice = dice(way.segment(image.image().read()), image.truth().read());
      mean[0] += dice[0] / images.size();
      mean[1] += dice[1] / images.size();
    }
    return mean;
  }
}
