package io.cellclass.segment.slide;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.classic.ConnectedComponents;
import io.cellclass.segment.classic.Connectivity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cells are what hangs together and is darker in green than a fixed level: what is seen of one does
 * not depend on what else is in the image, so that the whole image tells what blocks should give.
 */
public final class Thresholded implements Segmenter, Detector {
  private static final int LEVEL = 190;
  private static final int NUCLEUS = 100;

  @Override
  public LabelSet labels() {
    return LabelSet.of("RBC", "WBC");
  }

  @Override
  public LabelMap segment(RgbImage image) {
    boolean[] mask = new boolean[image.width() * image.height()];
    PixelClass[] classes = new PixelClass[mask.length];
    for (int i = 0; i < mask.length; i++) {
      int green = image.rgb(i % image.width(), i / image.width()) >> 8 & 0xff;
      mask[i] = green < LEVEL;
      classes[i] =
          green >= LEVEL
              ? PixelClass.BACKGROUND
              : green < NUCLEUS ? PixelClass.NUCLEUS : PixelClass.CYTOPLASM;
    }
    int[] cells = ConnectedComponents.of(mask, image.width(), image.height(), Connectivity.EIGHT);
    return LabelMap.of(image.width(), image.height(), cells, classes);
  }

  /** Scores are told by the area. */
  @Override
  public List<Detection> detect(RgbImage image) {
    LabelMap map = segment(image);
    int[][] ends = new int[map.count() + 1][5];
    for (int[] end : ends) {
      Arrays.fill(end, 0, 2, Integer.MAX_VALUE);
    }
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        int[] end = ends[map.cell(x, y)];
        end[0] = Math.min(end[0], x);
        end[1] = Math.min(end[1], y);
        end[2] = Math.max(end[2], x + 1);
        end[3] = Math.max(end[3], y + 1);
        end[4]++;
      }
    }
    List<Detection> found = new ArrayList<>();
    for (int cell = 1; cell < ends.length; cell++) {
      int[] end = ends[cell];
      Label label = new Label(end[4] > 2500 ? "WBC" : "RBC");
      found.add(
          new Detection(new Box(end[0], end[1], end[2], end[3]), label, end[4] % 1000 / 1000.0));
    }
    return found;
  }

  @Override
  public void close() {}
}
