package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SymmetryTest {
  /**
   *
   *
   * <pre>
   * 1 2
   * 3 4
   * </pre>
   */
  private static final float[] PICTURE = {1, 2, 3, 4};

  @Test
  void eachLaysAPictureAsItSays() {
    assertThat(Symmetry.IDENTITY.of(PICTURE, 2)).containsExactly(1, 2, 3, 4);
    assertThat(Symmetry.MIRRORED.of(PICTURE, 2)).containsExactly(2, 1, 4, 3);
    assertThat(Symmetry.FLIPPED.of(PICTURE, 2)).containsExactly(3, 4, 1, 2);
    assertThat(Symmetry.HALF_TURN.of(PICTURE, 2)).containsExactly(4, 3, 2, 1);
    assertThat(Symmetry.TRANSPOSED.of(PICTURE, 2)).containsExactly(1, 3, 2, 4);
    assertThat(Symmetry.QUARTER_TURN_RIGHT.of(PICTURE, 2)).containsExactly(3, 1, 4, 2);
    assertThat(Symmetry.QUARTER_TURN_LEFT.of(PICTURE, 2)).containsExactly(2, 4, 1, 3);
    assertThat(Symmetry.ANTITRANSPOSED.of(PICTURE, 2)).containsExactly(4, 2, 3, 1);
  }

  @Test
  void allAreDifferent() {
    Set<String> laid = new HashSet<>();
    for (Symmetry symmetry : Symmetry.values()) {
      laid.add(Arrays.toString(symmetry.of(PICTURE, 2)));
    }

    assertThat(laid).hasSize(8);
  }

  @Property(tries = 100)
  void theHashOfALaidPictureIsTheLaidHash(@ForAll long seed) {
    float[] picture = new float[32 * 32];
    Random random = new Random(seed);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = random.nextInt(256);
    }

    for (Symmetry symmetry : Symmetry.values()) {
      assertThat(symmetry.of(PerceptualHash.of(picture)))
          .as(symmetry.description())
          .isEqualTo(PerceptualHash.of(symmetry.of(picture, 32)));
    }
  }
}
