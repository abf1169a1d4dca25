package io.cellclass.segment.classic;

import io.cellclass.RgbImage;

/** What is seen of an image through one number a pixel, in [0, 255]. */
enum ColourPlane {
  /** 255 less green. */
  DARKNESS_IN_GREEN {
    @Override
    float at(int red, int green, int blue) {
      return 255f - green;
    }
  },
  /** Half of how far blue stands above green, from 127.5 where they are equal. */
  BLUE_OVER_GREEN {
    @Override
    float at(int red, int green, int blue) {
      return 127.5f + (blue - green) / 2f;
    }
  };

  abstract float at(int red, int green, int blue);

  float[] of(RgbImage image) {
    byte[] rgb = image.bytes();
    float[] plane = new float[rgb.length / 3];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = at(rgb[3 * i] & 0xff, rgb[3 * i + 1] & 0xff, rgb[3 * i + 2] & 0xff);
    }
    return plane;
  }
}
