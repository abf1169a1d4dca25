package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.PixelClass;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticImagesTest {
  @Test
  void fieldsHaveCellsInsideThem() throws IOException {
    for (BoxedImage field : SyntheticImages.fields(3, 1)) {
      RgbImage image = field.image().read();
      assertThat(field.boxes()).hasSizeGreaterThan(5);
      assertThat(field.boxes())
          .allSatisfy(
              cell ->
                  assertThat(cell.box().clipped(image.width(), image.height()))
                      .isEqualTo(cell.box()));
      assertThat(SyntheticImages.haveLabelsOf(List.of(field))).isTrue();
    }
  }

  @Test
  void theSameSeedDrawsTheSame() throws IOException {
    BoxedImage first = SyntheticImages.fields(1, 4).get(0);
    assertThat(SyntheticImages.fields(2, 4).get(0).boxes()).isEqualTo(first.boxes());
    assertThat(SyntheticImages.fields(1, 5).get(0).boxes()).isNotEqualTo(first.boxes());
    MaskedImage cell = SyntheticImages.cells(1, 4).get(0);
    assertThat(SyntheticImages.cells(2, 4).get(0).image().read()).isEqualTo(cell.image().read());
  }

  /** A nucleus is darker than the rest of its cell, in whatever stain. */
  @Test
  void theNucleusLiesWhereACellIsDark() throws IOException {
    for (MaskedImage cell : SyntheticImages.cells(5, 2)) {
      RgbImage image = cell.image().read();
      LabelMap truth = cell.truth().read();
      assertThat(truth.count()).isEqualTo(1);
      assertThat(meanGreen(image, truth, PixelClass.NUCLEUS))
          .isLessThan(meanGreen(image, truth, PixelClass.CYTOPLASM));
    }
  }

  private static double meanGreen(RgbImage image, LabelMap truth, PixelClass of) {
    return IntStream.range(0, image.width() * image.height())
        .filter(i -> truth.pixelClass(i % image.width(), i / image.width()) == of)
        .map(i -> image.rgb(i % image.width(), i / image.width()) >> 8 & 0xff)
        .average()
        .orElseThrow();
  }

  @Test
  void otherLabelsAreNotDrawn() {
    BoxedImage other =
        new BoxedImage(
            "a",
            ImageSource.of("a", RgbImage.of(1, 1, new byte[3])),
            List.of(new LabelledBox(new Box(0, 0, 1, 1), new Label("mite"))));
    assertThat(SyntheticImages.haveLabelsOf(List.of(other))).isFalse();
  }
}
