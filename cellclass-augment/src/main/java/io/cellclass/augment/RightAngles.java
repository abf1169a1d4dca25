package io.cellclass.augment;

import java.util.random.RandomGenerator;

/**
 * Turns an image by 0, 90, 180 or 270 degrees counter-clockwise, each as likely as the others. No
 * value is changed.
 *
 * <p>The size is kept. A quarter turn of an image that is not square is about its centre, rounded
 * to whole pixels: the ends of the longer sides fall outside, and what they uncover is shown by the
 * {@link BorderMode}.
 */
public record RightAngles() implements GeometricAugmentation {
  @Override
  public AffineMap draw(int width, int height, RandomGenerator random) {
    return quarterTurns(random.nextInt(4), width, height);
  }

  static AffineMap quarterTurns(int turns, int width, int height) {
    int difference = width - height;
    int sum = width + height - 2;
    // The shift is at half a pixel where one side is even and the other odd.
    return switch (turns) {
      case 0 -> AffineMap.IDENTITY;
      case 1 -> new AffineMap(0, 1, Math.floorDiv(difference, 2), -1, 0, Math.floorDiv(sum, 2));
      case 2 -> new AffineMap(-1, 0, width - 1, 0, -1, height - 1);
      case 3 -> new AffineMap(0, -1, Math.floorDiv(sum, 2), 1, 0, Math.floorDiv(-difference, 2));
      default -> throw new IllegalArgumentException("expected 0 to 3 quarter turns, not " + turns);
    };
  }
}
