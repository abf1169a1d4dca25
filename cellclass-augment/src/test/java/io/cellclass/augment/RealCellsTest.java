package io.cellclass.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Augmentation;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealCellsTest {
  @Test
  void threeHundredCellsPassThroughEveryAugmentation() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Pictures.shared("data/zheng1/images"))) {
      files = found.sorted().toList();
    }
    assertThat(files).hasSize(300);
    List<Augmentation> augmentations = new ArrayList<>(Catalogue.all());
    RgbImage reference = RgbImage.read(files.get(0));
    augmentations.add(ReinhardNormalization.of(reference));
    augmentations.add(MacenkoNormalization.of(reference));
    for (Path file : files) {
      RgbImage cell = RgbImage.read(file);
      for (Augmentation augmentation : augmentations) {
        RgbImage changed =
            augmentation.apply(cell, RandomStreams.of(7, 1, file.getFileName().toString()));
        assertThat(changed.width()).isEqualTo(cell.width());
        assertThat(changed.height()).isEqualTo(cell.height());
        assertThat(different(changed)).as("%s of %s", augmentation, file).isTrue();
      }
    }
  }

  /** Whether something is to be seen: an image that was lost on the way is of one colour. */
  private static boolean different(RgbImage image) {
    int first = image.rgb(0, 0);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (image.rgb(x, y) != first) {
          return true;
        }
      }
    }
    return false;
  }
}
