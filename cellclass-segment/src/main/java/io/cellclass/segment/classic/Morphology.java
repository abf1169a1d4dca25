package io.cellclass.segment.classic;

/** Changes of masks. */
final class Morphology {
  private Morphology() {}

  /**
   * What a disc covers that fits into the mask (opening): erosion, then dilation. The mask goes on
   * behind the image's border.
   */
  static boolean[] opened(boolean[] mask, float radius, int width, int height) {
    float[] depth = DistanceTransform.inside(mask, width, height);
    boolean[] away = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      away[i] = depth[i] <= radius;
    }
    float[] distance = DistanceTransform.inside(away, width, height);
    boolean[] opened = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      opened[i] = distance[i] <= radius;
    }
    return opened;
  }

  /** The mask with its holes of at most so many pixels; what touches the border is no hole. */
  static boolean[] filled(boolean[] mask, double largest, int width, int height) {
    boolean[] outside = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      outside[i] = !mask[i];
    }
    int[] parts = ConnectedComponents.of(outside, width, height, Connectivity.FOUR);
    int[] areas = ConnectedComponents.areas(parts);
    boolean[] open = new boolean[areas.length];
    for (int i = 0; i < parts.length; i++) {
      int x = i % width;
      int y = i / width;
      open[parts[i]] |= x == 0 || y == 0 || x == width - 1 || y == height - 1;
    }
    boolean[] filled = mask.clone();
    for (int i = 0; i < parts.length; i++) {
      filled[i] |= parts[i] > 0 && !open[parts[i]] && areas[parts[i]] <= largest;
    }
    return filled;
  }

  /** The mask's components, over edges and corners, of at least so many pixels. */
  static boolean[] withoutSpecks(boolean[] mask, double smallest, int width, int height) {
    int[] parts = ConnectedComponents.of(mask, width, height, Connectivity.EIGHT);
    int[] areas = ConnectedComponents.areas(parts);
    boolean[] kept = new boolean[mask.length];
    for (int i = 0; i < parts.length; i++) {
      kept[i] = parts[i] > 0 && areas[parts[i]] >= smallest;
    }
    return kept;
  }

  /** The number of pixels of the largest component; 0 of an empty mask. */
  static int largest(boolean[] mask, int width, int height) {
    int[] areas =
        ConnectedComponents.areas(ConnectedComponents.of(mask, width, height, Connectivity.EIGHT));
    int largest = 0;
    for (int part = 1; part < areas.length; part++) {
      largest = Math.max(largest, areas[part]);
    }
    return largest;
  }
}
