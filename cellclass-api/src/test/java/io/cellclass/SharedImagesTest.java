package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedImagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"pbc/val", "kaggle4/train", "zheng1", "bccd/JPEGImages"})
  void realImagesAreRead(String set) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(SharedFolder.require("data").resolve(set))) {
      files = paths.filter(path -> path.toString().matches(".*\\.(jpe?g|png|bmp)")).toList();
    }

    assertThat(files).isNotEmpty();
    for (int i = 0; i < files.size(); i += 10) {
      RgbImage image = RgbImage.read(files.get(i));
      assertThat(image.width()).as("width of %s", files.get(i)).isBetween(50, 700);
    }
  }

  @Test
  void masksKeepTheirGreyLevels() throws IOException {
    RgbImage mask = RgbImage.read(SharedFolder.require("data/zheng1/masks/001.png"));

    // 128 marks cytoplasm; a gamma conversion would make it 188.
    assertThat(mask.bytes()).contains(128, 255, 0).doesNotContain(188);
  }

  @Test
  void paperDatasetHasFiftyImagesOfEachClass() throws IOException {
    Dataset dataset = Datasets.open(SharedFolder.require("data/pbc/paper-5x50.csv"));

    assertThat(dataset.labels())
        .isEqualTo(LabelSet.of("basophil", "eosinophil", "lymphocyte", "monocyte", "neutrophil"));
    assertThat(dataset.labels()).allMatch(label -> dataset.count(label) == 50);
  }

  @Test
  void foldersHaveTheirDocumentedCounts() throws IOException {
    Dataset dataset = Datasets.open(SharedFolder.require("data/pbc/val"));

    assertThat(dataset.labels().size()).isEqualTo(8);
    assertThat(dataset.labels()).allMatch(label -> dataset.count(label) == 100);
  }
}
