package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Label;
import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.Box;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.LabelledBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocFolderTest {
  private static final LabelledBox CELL = new LabelledBox(new Box(1, 2, 5, 6), new Label("WBC"));

  @TempDir Path root;
  private Path main;

  @BeforeEach
  void threeFields() throws IOException {
    Files.createDirectories(root.resolve("Annotations"));
    main = Files.createDirectories(root.resolve("ImageSets/Main"));
    field("c", "jpg");
    field("a", "PNG");
    field("b", "tiff");
    Files.writeString(main.resolve("train.txt"), "c\n\na  1\n");
  }

  private void field(String id, String extension) throws IOException {
    Path image = Pictures.write(root.resolve("JPEGImages").resolve(id + ".png"));
    Files.move(image, image.resolveSibling(id + "." + extension));
    VocFile.write(
        root.resolve("Annotations").resolve(id + ".xml"),
        AnnotatedImage.ofTruth("another name.jpg", 8, 6, List.of(CELL)));
  }

  @Test
  void aPartHasTheImagesOfItsListInTheOrderOfTheirIds() throws IOException {
    List<BoxedImage> images = VocFolder.read(root, "train");

    assertThat(images).extracting(BoxedImage::id).containsExactly("a", "c");
    assertThat(images.get(0).boxes()).containsExactly(CELL);
    assertThat(images.get(0).image().read().width()).isEqualTo(8);
    assertThat(images.get(0).image().name()).endsWith("a.PNG");
  }

  @Test
  void withoutAPartAllAnnotationsAreRead() throws IOException {
    assertThat(VocFolder.read(root)).extracting(BoxedImage::id).containsExactly("a", "b", "c");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThatThrownBy(() -> VocFolder.read(root, "test"))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageEndingWith("test.txt: expected a list of the ids of a part, found none");
    Files.writeString(main.resolve("bad.txt"), "a\nb\na\n");
    assertThatThrownBy(() -> VocFolder.read(root, "bad"))
        .hasMessageEndingWith("bad.txt, line 3: a stands twice");
    Files.writeString(main.resolve("bad.txt"), "../secret\n");
    assertThatThrownBy(() -> VocFolder.read(root, "bad"))
        .hasMessageEndingWith("bad.txt: expected the annotation of ../secret, found none");
    Files.writeString(main.resolve("bad.txt"), "\n");
    assertThatThrownBy(() -> VocFolder.read(root, "bad"))
        .hasMessageEndingWith("expected at least one id, found none");
    Files.delete(root.resolve("JPEGImages/c.jpg"));
    assertThatThrownBy(() -> VocFolder.read(root, "train"))
        .hasMessageEndingWith(
            "JPEGImages: expected the image c as one of [bmp, jpeg, jpg, png, tif, tiff], found"
                + " none");
    Pictures.write(root.resolve("JPEGImages/b.png"));
    assertThatThrownBy(() -> VocFolder.read(root))
        .hasMessageEndingWith("expected one file of a name, found b.png and b.tiff");
  }
}
