package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  @Test
  void foldersAreClassesInOrderOfTheirNames(@TempDir Path root) throws IOException {
    put(root, "b/2.png", "b/1.JPG", "b/deep/er/3.TiFf", "a/x.bmp", "a-c/y.jpeg", "a-c/z.tif");

    Dataset dataset = Datasets.folders(root);

    assertThat(dataset.labels()).isEqualTo(LabelSet.of("a", "a-c", "b"));
    assertThat(dataset.samples())
        .extracting(Sample::id)
        .containsExactly(
            "a/x.bmp", "a-c/y.jpeg", "a-c/z.tif", "b/1.JPG", "b/2.png", "b/deep/er/3.TiFf");
    assertThat(dataset.samples()).allMatch(sample -> sample.group().equals(sample.id()));
    assertThat(dataset.samples())
        .allMatch(sample -> sample.id().startsWith(sample.label().name() + "/"));
  }

  @Test
  void otherFilesAndHiddenOnesArePassedOver(@TempDir Path root) throws IOException {
    put(
        root,
        "a/1.png",
        "a/notes.txt",
        "a/png",
        "a/._1.png",
        "a/.cache/2.png",
        ".git/3.png",
        "4.png");

    assertThat(Datasets.folders(root).samples()).extracting(Sample::id).containsExactly("a/1.png");
  }

  @Test
  void linkedFoldersAreFollowed(@TempDir Path root, @TempDir Path elsewhere) throws IOException {
    put(elsewhere, "cells/1.png");
    Files.createSymbolicLink(root.resolve("a"), elsewhere.resolve("cells"));

    assertThat(Datasets.folders(root).samples()).extracting(Sample::id).containsExactly("a/1.png");
  }

  @Test
  void imagesAreDecodedOnlyWhenAskedFor(@TempDir Path root) throws IOException {
    BufferedImage picture = Encoded.picture(8, 6, BufferedImage.TYPE_3BYTE_BGR);
    Files.createDirectories(root.resolve("a"));
    Files.write(root.resolve("a/good.png"), Encoded.as("png", picture));
    put(root, "a/bad.png");

    List<Sample> samples = Datasets.folders(root).samples();

    assertThat(samples.get(1).image()).isEqualTo(RgbImage.copyOf(picture));
    assertThat(samples.get(0).source().name()).endsWith("bad.png");
    assertThatThrownBy(() -> samples.get(0).image())
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("bad.png");
  }

  @Test
  void rootWithoutFoldersIsRefused(@TempDir Path root) throws IOException {
    put(root, "1.png");

    assertThatThrownBy(() -> Datasets.folders(root))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessage(root + ": expected a folder per class, found no folder");
  }

  @Test
  void classWithoutImagesIsRefused(@TempDir Path root) throws IOException {
    put(root, "a/1.png", "b/notes.txt");

    assertThatThrownBy(() -> Datasets.folders(root))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageStartingWith(root.resolve("b") + ": expected images of the class b");
  }

  @Test
  void folderWithAnImpossibleNameIsRefused(@TempDir Path root) throws IOException {
    put(root, " a/1.png");

    assertThatThrownBy(() -> Datasets.folders(root))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("surrounding white space");
  }

  @Test
  void fileIsNoFolderDataset(@TempDir Path root) throws IOException {
    put(root, "1.png");

    assertThatThrownBy(() -> Datasets.folders(root.resolve("1.png")))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("expected a directory");
  }

  @Test
  void missingPathIsToldAsSuch(@TempDir Path root) {
    Path missing = root.resolve("missing");

    assertThatThrownBy(() -> Datasets.folders(missing)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Datasets.csv(missing)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Datasets.open(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing.toString());
  }

  @Test
  void openTakesFoldersAndCsvFiles(@TempDir Path root) throws IOException {
    put(root, "a/1.png", "a/2.png");
    Path csv = Files.writeString(root.resolve("some.csv"), "file,label\na/1.png,x\n");

    assertThat(Datasets.open(root).size()).isEqualTo(2);
    assertThat(Datasets.open(csv).size()).isEqualTo(1);
  }

  @Test
  void whereKeepsSomeSamplesUnderAllLabels() {
    LabelSet labels = LabelSet.of("a", "b");
    RgbImage image = RgbImage.of(1, 1, new byte[3]);
    Sample first = new Sample("1", labels.get(0), ImageSource.of("1", image));
    Sample second = new Sample("2", labels.get(1), ImageSource.of("2", image));
    Dataset dataset = Datasets.of(labels, List.of(first, second));

    Dataset kept = dataset.where(sample -> sample.label().name().equals("b"));

    assertThat(kept.samples()).containsExactly(second);
    assertThat(kept.labels()).isEqualTo(labels);
    assertThat(kept.count(labels.get(0))).isZero();
    assertThat(kept.count(labels.get(1))).isEqualTo(1);
    assertThat(dataset.size()).isEqualTo(2);
  }

  @Test
  void unknownLabelAndRepeatedIdAreRefused() {
    LabelSet labels = LabelSet.of("a");
    ImageSource source = ImageSource.of("1", RgbImage.of(1, 1, new byte[3]));
    Sample sample = new Sample("1", labels.get(0), source);
    Sample stranger = new Sample("2", new Label("b"), source);

    assertThatThrownBy(() -> Datasets.of(labels, List.of(sample, sample)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two samples have the id 1");
    assertThatThrownBy(() -> Datasets.of(labels, List.of(stranger)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sample 2 has the label b");
  }

  private static void put(Path root, String... files) throws IOException {
    for (String file : files) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.createFile(path);
    }
  }
}
