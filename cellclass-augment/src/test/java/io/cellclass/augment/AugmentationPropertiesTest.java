package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Augmentation;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every augmentation. */
class AugmentationPropertiesTest {
  @Provide
  Arbitrary<Augmentation> augmentations() {
    return Arbitraries.of(Catalogue.all());
  }

  @Property
  void theSizeIsKept(
      @ForAll("augmentations") Augmentation augmentation,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll long seed) {
    RgbImage image = Pictures.noise(width, height, seed);
    RgbImage changed = augmentation.apply(image, RandomStreams.of(seed, 1, "x"));
    assertThat(List.of(changed.width(), changed.height())).containsExactly(width, height);
  }

  @Property
  void theGeneratorDecidesAllAndTheImageStays(
      @ForAll("augmentations") Augmentation augmentation, @ForAll long seed) {
    RgbImage image = Pictures.noise(31, 24, seed);
    byte[] before = image.bytes();
    RgbImage changed = augmentation.apply(image, RandomStreams.of(seed, 1, "x"));
    assertThat(augmentation.apply(image, RandomStreams.of(seed, 1, "x"))).isEqualTo(changed);
    assertThat(image.bytes()).isEqualTo(before);
  }

  static List<Augmentation> chancy() {
    return Catalogue.all().stream()
        .filter(augmentation -> !(augmentation instanceof HorizontalFlip))
        .filter(augmentation -> !(augmentation instanceof VerticalFlip))
        .filter(augmentation -> !(augmentation instanceof StainNormalization))
        .filter(augmentation -> !augmentation.equals(Augmentations.none()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("chancy")
  void otherSeedsGiveOtherImages(Augmentation augmentation) {
    RgbImage image = Pictures.noise(31, 24, 5);
    long different =
        IntStream.range(0, 40)
            .mapToObj(epoch -> augmentation.apply(image, RandomStreams.of(5, epoch, "x")))
            .distinct()
            .count();
    // A flip with a probability has two results, right angles four.
    assertThat(different).isBetween(2L, 40L);
  }

  @Test
  void textTellsWhatIsDone() {
    assertThat(Catalogue.all().stream().map(Object::toString)).doesNotHaveDuplicates();
    assertThat(Augmentations.paper())
        .hasToString(
            "AugmentationSequence[steps=[Warp[steps=["
                + "OccasionalWarp[augmentation=HorizontalFlip[], probability=0.5], "
                + "Rotation[degrees=-15.0..15.0], Shear[slope=-0.1..0.1], Zoom[factor=0.9..1.1]"
                + "], border=REFLECT_101], Brightness[factor=0.9..1.1]]]");
    assertThat(new StainJitter(Stains.ROMANOWSKY, Range.only(1), Range.only(0)).toString())
        .startsWith("StainJitter[stains=Stains[first=StainVector[red=0.47")
        .endsWith("factor=1.0, shift=0.0]");
    assertThat(Augmentations.microscopy().toString())
        .contains("degrees=-180.0..180.0", "StainJitter", "SensorNoise", "probability=0.3");
    assertThat(Augmentations.none()).hasToString("Unchanged[]");
  }
}
