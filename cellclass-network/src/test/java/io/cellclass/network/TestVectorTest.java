package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TestVectorTest {
  @Property(tries = 60)
  void theNucleusFinderFindsTheDrawnNucleus(
      @ForAll @IntRange(min = 64, max = 400) int width,
      @ForAll @IntRange(min = 64, max = 400) int height,
      @ForAll long seed) {
    RgbImage image = TestVector.of(width, height, seed).image();
    int side = Math.min(width, height);
    // Drawn with a radius of a quarter of the shorter side, up to an eighth of it off the middle.
    assertThat(Nucleus.find(image))
        .hasValueSatisfying(
            nucleus -> {
              assertThat(nucleus.diameter()).isBetween(0.42 * side, 0.56 * side);
              assertThat(Math.abs(nucleus.x() - width / 2.0)).isLessThan(0.15 * side);
              assertThat(Math.abs(nucleus.y() - height / 2.0)).isLessThan(0.15 * side);
            });
  }

  /** Worked out from docs/bundle-format.md by hand (and a program in another language). */
  @Test
  void thePictureIsTheDocumentedOne() {
    RgbImage image = TestVector.of(16, 24, 7).image();
    assertThat(image.rgb(0, 0)).isEqualTo(0xE9DDE1);
    assertThat(image.rgb(8, 12)).isEqualTo(0x622C89);
    assertThat(image.rgb(15, 23)).isEqualTo(0xD2C5E0);
  }

  @Test
  void anotherSeedIsAnotherPicture() {
    assertThat(TestVector.of(64, 64, 1).image()).isEqualTo(TestVector.of(64, 64, 1).image());
    assertThat(TestVector.of(64, 64, 1).image()).isNotEqualTo(TestVector.of(64, 64, 2).image());
  }

  @Test
  void theStandardVectorsHoldTheNetworksAnswersToTheirPictures() {
    List<RgbImage> asked = new ArrayList<>();
    List<TestVector> vectors =
        TestVector.standard(
            images -> {
              asked.addAll(images);
              return List.of(new float[] {0.25f, 0.75f}, new float[] {1, 0});
            });
    assertThat(vectors.stream().map(TestVector::image)).containsExactlyElementsOf(asked);
    assertThat(vectors.stream().map(TestVector::probabilities))
        .containsExactly(List.of(0.25f, 0.75f), List.of(1f, 0f));
  }

  @Test
  void sidesAndProbabilitiesOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestVector.of(15, 100, 0))
        .withMessage("a test picture's sides must be from 16 to 1024 pixels, not 15x100");
    assertThatIllegalArgumentException().isThrownBy(() -> TestVector.of(100, 1025, 0));
    for (float bad : new float[] {-0.1f, 1.1f, Float.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TestVector.of(16, 16, 0, bad))
          .withMessage("a probability must be in [0, 1], not " + bad);
    }
  }
}
