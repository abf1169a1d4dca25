package io.cellclass.segment.data;

import static io.cellclass.segment.PixelClass.NUCLEUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.RgbImage;
import io.cellclass.network.SharedFiles;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.MaskedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of two public sets; the figures were counted in their files by another program. */
class PublicSetsTest {
  @TempDir Path temporary;

  private static Map<String, Long> cells(List<BoxedImage> images) {
    return images.stream()
        .flatMap(image -> image.boxes().stream())
        .collect(Collectors.groupingBy(box -> box.label().name(), Collectors.counting()));
  }

  private static List<String> withoutRedCells(List<BoxedImage> images) {
    return images.stream()
        .filter(image -> image.boxes().stream().noneMatch(b -> b.label().name().equals("RBC")))
        .map(image -> image.id().substring("BloodImage_".length()))
        .toList();
  }

  /** Two of the 3,350 boxes of red cells are clicks: fields 338 and 343. */
  @Test
  void everyFieldOfBccdIsRead() throws IOException {
    Path folder = SharedFiles.require("data/bccd");
    List<BoxedImage> train = VocFolder.read(folder, "train");
    List<BoxedImage> val = VocFolder.read(folder, "val");
    List<BoxedImage> all = VocFolder.read(folder);

    assertThat(all).hasSize(292);
    assertThat(train).hasSize(205).doesNotContainAnyElementsOf(val);
    assertThat(val).hasSize(87);
    assertThat(cells(all)).isEqualTo(Map.of("RBC", 3348L, "WBC", 301L, "Platelets", 292L));
    assertThat(withoutRedCells(val)).containsExactly("00147", "00152", "00330", "00350");
    assertThat(withoutRedCells(train))
        .containsExactly("00134", "00150", "00224", "00250", "00258", "00267", "00268", "00322");
    all.parallelStream().forEach(PublicSetsTest::requireBoxesInside);
  }

  private static void requireBoxesInside(BoxedImage field) {
    try {
      RgbImage image = field.image().read();
      assertThat(image.width()).isEqualTo(640);
      assertThat(image.height()).isEqualTo(480);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (LabelledBox box : field.boxes()) {
      assertThat(box.box()).as(field.id()).isEqualTo(box.box().clipped(640, 480));
      assertThat(Math.min(box.box().width(), box.box().height())).as(field.id()).isGreaterThan(10);
    }
  }

  @Test
  void bccdSurvivesEachFormat() throws IOException {
    Path folder = SharedFiles.require("data/bccd");
    List<BoxedImage> val = VocFolder.read(folder, "val");
    List<AnnotatedImage> written = new ArrayList<>();
    for (BoxedImage field : val) {
      written.add(AnnotatedImage.ofTruth(field.id() + ".jpg", 640, 480, field.boxes()));
    }
    Path json = temporary.resolve("val.json");
    CocoFile.writeBoxes(json, written);
    Path voc = temporary.resolve("field.xml");
    VocFile.write(voc, written.get(0));

    List<BoxedImage> read = CocoFile.readBoxes(json, folder.resolve("JPEGImages"));
    assertThat(read.stream().map(BoxedImage::boxes).toList())
        .isEqualTo(val.stream().map(BoxedImage::boxes).toList());
    assertThat(VocFile.read(voc)).isEqualTo(written.get(0));
  }

  /** Each mask has one cell, with its nucleus, and the size of its image; the sizes are 30. */
  @Test
  void everyCellOfZheng1IsRead() throws IOException {
    List<MaskedImage> images = MaskFolder.read(SharedFiles.require("data/zheng1"));

    assertThat(images).hasSize(300);
    List<String> sizes = images.parallelStream().map(PublicSetsTest::sizeOfOneCell).toList();
    Map<String, Long> bySize =
        sizes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(bySize).hasSize(30).containsEntry("120x120", 224L);
  }

  private static String sizeOfOneCell(MaskedImage cell) {
    try {
      LabelMap truth = cell.truth().read();
      RgbImage image = cell.image().read();
      assertThat(truth.count()).as(cell.id()).isEqualTo(1);
      assertThat(image.width()).as(cell.id()).isEqualTo(truth.width());
      assertThat(image.height()).as(cell.id()).isEqualTo(truth.height());
      boolean nucleus = false;
      for (int y = 0; y < truth.height(); y++) {
        for (int x = 0; x < truth.width(); x++) {
          nucleus |= truth.pixelClass(x, y) == NUCLEUS;
        }
      }
      assertThat(nucleus).as(cell.id()).isTrue();
      return truth.width() + "x" + truth.height();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
