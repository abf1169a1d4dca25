package io.cellclass.examples;

import io.cellclass.ImageSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which images are the same, pixel by pixel: what is learnt from one is known of the other. */
final class SameImages {
  private SameImages() {}

  /** For each image the number of its group, from 0 in the order of first images. */
  static int[] groups(List<ImageSource> images) throws IOException {
    Map<Integer, Integer> known = new HashMap<>();
    int[] groups = new int[images.size()];
    for (int i = 0; i < groups.length; i++) {
      // That two others share a hash code does no harm: they stay together.
      int code = images.get(i).read().hashCode();
      Integer group = known.putIfAbsent(code, known.size());
      groups[i] = group == null ? known.size() - 1 : group;
    }
    return groups;
  }
}
