package io.cellclass.segment.data;

import static io.cellclass.segment.PixelClass.BACKGROUND;
import static io.cellclass.segment.PixelClass.CYTOPLASM;
import static io.cellclass.segment.PixelClass.NUCLEUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.MalformedDatasetException;
import io.cellclass.UnreadableImageException;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.PixelClass;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFolderTest {
  @TempDir Path root;

  private void image(String id) throws IOException {
    Pictures.write(root.resolve("images").resolve(id + ".bmp"));
  }

  private Path mask(String id) {
    return root.resolve("masks").resolve(id + ".png");
  }

  @Test
  void valuesAreClassesAndConnectedPartsCells() throws IOException {
    image("1");
    Pictures.writeGrey(
        mask("1"), 4, //
        60, 61, 0, 255, //
        0, 0, 200, 0, //
        201, 0, 0, 0);

    List<MaskedImage> images = MaskFolder.read(root);
    assertThat(images).hasSize(1);
    assertThat(images.get(0).id()).isEqualTo("1");
    PixelClass b = BACKGROUND;
    PixelClass c = CYTOPLASM;
    PixelClass n = NUCLEUS;
    // The parts that touch at corners are one.
    assertThat(images.get(0).truth().read())
        .isEqualTo(
            LabelMap.of(
                4,
                3,
                new int[] {0, 1, 0, 1, 0, 0, 1, 0, 2, 0, 0, 0},
                new PixelClass[] {b, c, b, n, b, b, c, b, n, b, b, b}));
  }

  @Test
  void masksOfInstancesAreReadWhereAskedFor() throws IOException {
    image("1");
    LabelMap map = LabelMap.of(3, 1, new int[] {2, 1, 2});
    LabelMapFile.writePng(Pictures.writeGrey(mask("1"), 1, 0), map);

    assertThat(MaskFolder.readInstances(root).get(0).truth().read()).isEqualTo(map);
    assertThatThrownBy(() -> MaskFolder.read(root).get(0).truth().read())
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageEndingWith("expected a grey image of 8 bits, found 16 bits");
  }

  @Test
  void classesThatWereWrittenAreReadBack() throws IOException {
    image("1");
    PixelClass[] classes = {NUCLEUS, CYTOPLASM, BACKGROUND, CYTOPLASM};
    LabelMap map = LabelMap.of(4, 1, new int[] {1, 1, 0, 2}, classes);
    LabelMapFile.writeClasses(Pictures.writeGrey(mask("1"), 1, 0), map);

    assertThat(MaskFolder.read(root).get(0).truth().read()).isEqualTo(map);
  }

  @Test
  void imagesAreSortedByIdAndDecodedOnDemand() throws IOException {
    for (String id : List.of("b", "c", "a")) {
      image(id);
      Pictures.writeGrey(mask(id), 8, new int[48]);
    }
    Files.writeString(root.resolve("images/labels.csv"), "id,label");
    Files.writeString(root.resolve("masks/.hidden.png"), "");

    List<MaskedImage> images = MaskFolder.read(root);
    assertThat(images).extracting(MaskedImage::id).containsExactly("a", "b", "c");
    Files.writeString(mask("b"), "no mask");
    assertThat(images.get(0).truth().read().count()).isZero();
    assertThat(images.get(0).image().read().width()).isEqualTo(8);
    assertThatThrownBy(() -> images.get(1).truth().read())
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("b.png");
  }

  @Test
  void palettesAreRefusedAsClasses() throws IOException {
    image("1");
    Pictures.write(mask("1"), new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY));

    assertThatThrownBy(() -> MaskFolder.read(root).get(0).truth().read())
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("expected a grey image of 8 bits, found");
  }

  @Test
  void imagesAndMasksWithoutTheirPartnerAreNamed() throws IOException {
    assertThatThrownBy(() -> MaskFolder.read(root))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageEndingWith("images: expected a folder");
    image("1");
    Files.createDirectories(root.resolve("masks"));
    assertThatThrownBy(() -> MaskFolder.read(root))
        .hasMessageStartingWith(root.resolve("masks") + ": expected the mask of ")
        .hasMessageEndingWith("1.bmp, found none");
    Pictures.writeGrey(mask("1"), 1, 0);
    Pictures.writeGrey(mask("2"), 1, 0);
    assertThatThrownBy(() -> MaskFolder.read(root))
        .hasMessageStartingWith(root.resolve("images") + ": expected the image of ")
        .hasMessageEndingWith("2.png, found none");
  }
}
