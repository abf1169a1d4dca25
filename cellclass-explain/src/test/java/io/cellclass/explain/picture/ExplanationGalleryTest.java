package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.Score;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationGalleryTest {
  private static final RgbImage IMAGE = PictureSamples.image(120, 120);
  private static final Heatmap HILL = PictureSamples.cone(120, 120, 50, 40, 4, 30);
  private static final Label NEUTROPHIL = new Label("neutrophil");
  private static final Label MONOCYTE = new Label("monocyte");

  @TempDir private Path folder;

  private static GalleryEntry entry(String name) {
    return GalleryEntry.of(name, IMAGE, PictureSamples.explanation("neutrophil", HILL));
  }

  private static List<GalleryEntry> entries(int count, Label truth) {
    List<GalleryEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(i + ".png").withTruth(truth));
    }
    return entries;
  }

  private static BufferedImage first(Map<String, BufferedImage> pages) {
    return pages.values().iterator().next();
  }

  @Test
  void anImageStandsBesideItsOverlay() throws IOException {
    BufferedImage page =
        first(ExplanationGallery.of(entries(1, NEUTROPHIL)).withLevels().draw(PictureText.none()));
    assertThat(PictureSamples.shows(page, IMAGE, 10, 10, 2)).isTrue();
    double share = HILL.value(60, 40) / HILL.value(50, 40);
    assertThat(PictureSamples.rgb(page, 10 + 240 + 6 + 120, 10 + 80))
        .isEqualTo(
            Overlay.blend(IMAGE.rgb(60, 40), ColourMap.sequential().rgb(share), 0.65 * share));
  }

  @Test
  void eachClassHasItsOwnPagesOfALimitedSize() throws IOException {
    List<GalleryEntry> all = entries(5, NEUTROPHIL);
    all.addAll(entries(1, MONOCYTE));
    all.addAll(1, entries(3, MONOCYTE));
    Map<String, BufferedImage> drawn = ExplanationGallery.of(all).withRows(2).draw();
    assertThat(drawn.keySet())
        .containsExactly(
            "neutrophil, 1 to 4 of 5", "neutrophil, 5 to 5 of 5", "monocyte, 1 to 4 of 4");
    List<BufferedImage> pages = List.copyOf(drawn.values());
    // Four neutrophils and one; four monocytes.
    assertThat(pages).hasSize(3);
    assertThat(pages.get(0).getHeight()).isEqualTo(pages.get(2).getHeight());
    assertThat(pages.get(1).getHeight()).isLessThan(pages.get(0).getHeight() - 240);
    assertThat(pages.get(1).getWidth()).isLessThan(pages.get(0).getWidth() - 480);
    assertThat(ExplanationGallery.of(List.of()).draw()).isEmpty();
  }

  @Test
  void anImageWithoutATrueClassStandsWithItsPrediction() throws IOException {
    assertThat(entry("a").truth()).isEmpty();
    assertThat(entry("a").withTruth(MONOCYTE).truth()).contains(MONOCYTE);
    List<GalleryEntry> two = List.of(entry("a").withTruth(NEUTROPHIL), entry("b"));
    assertThat(ExplanationGallery.of(two).draw()).hasSize(1);
    List<GalleryEntry> other = List.of(entry("a").withTruth(MONOCYTE), entry("b"));
    assertThat(ExplanationGallery.of(other).draw()).hasSize(2);
  }

  /** Words for a mistake are of a reddish colour, words for a hit of a bluish one. */
  @Test
  void aMistakeIsToldFromAHit() throws IOException {
    BufferedImage hit = first(ExplanationGallery.of(entries(1, NEUTROPHIL)).draw());
    BufferedImage mistake = first(ExplanationGallery.of(entries(1, MONOCYTE)).draw());
    int row = PictureSheet.MARGIN + 26 + 240 + 4 + 2 * 18;
    assertThat(redderThanBlue(hit, row)).isLessThan(0);
    assertThat(redderThanBlue(mistake, row)).isGreaterThan(0);
  }

  private static long redderThanBlue(BufferedImage page, int top) {
    long sum = 0;
    for (int y = top; y < top + 18; y++) {
      for (int x = 10; x < 250; x++) {
        int rgb = PictureSamples.rgb(page, x, y);
        sum += (rgb >> 16) - (rgb & 0xff);
      }
    }
    return sum;
  }

  @Test
  void longNamesStayInTheirPlace() throws IOException {
    Label label = new Label("a class with a very long name, longer than any image is wide");
    List<GalleryEntry> two = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Explanation explanation =
          new Explanation(new Prediction(List.of(new Score(label, 0.5))), label, "CAM", "x", HILL);
      two.add(
          GalleryEntry.of("some/very/long/folder/".repeat(5) + i + ".png", IMAGE, explanation)
              .withTruth(label));
    }
    BufferedImage page = first(ExplanationGallery.of(two).withPixelSize(0.1).draw());
    assertThat(PictureSamples.hasClearBorder(page)).isTrue();
    // Between image and overlay, and between the two pairs.
    int below = page.getHeight() - 40 - 40;
    assertThat(PictureSamples.isBlank(page, 251, 40, 4, below)).isTrue();
    assertThat(PictureSamples.isBlank(page, 10 + 486 + 2, 40, 24, below)).isTrue();
  }

  @Test
  void imagesOfEachShapeStandOnOnePage() throws IOException {
    List<GalleryEntry> all = new ArrayList<>();
    for (int[] size : new int[][] {{120, 120}, {1, 1}, {20, 400}, {400, 20}, {360, 363}}) {
      Heatmap map = PictureSamples.cone(size[0], size[1], 0.5, 0.5, 1, 9);
      all.add(
          GalleryEntry.of(
              "x",
              PictureSamples.image(size[0], size[1]),
              PictureSamples.explanation("basophil", map)));
    }
    for (PictureText text : List.of(PictureText.none(), PictureText.ofThisMachine())) {
      Map<String, BufferedImage> pages = ExplanationGallery.of(all).withSigns().draw(text);
      assertThat(pages).hasSize(1);
      assertThat(PictureSamples.hasClearBorder(first(pages))).isTrue();
    }
  }

  /** Finds the same hill in every image. */
  private record Hill(List<Integer> asked) implements Explainer {
    @Override
    public String method() {
      return "hill";
    }

    @Override
    public List<Explanation> explain(List<RgbImage> images, Function<Prediction, Label> target) {
      asked.add(images.size());
      Explanation one = PictureSamples.explanation("neutrophil", HILL);
      Label label = target.apply(one.prediction());
      return images.stream()
          .map(image -> new Explanation(one.prediction(), label, "hill", "x", HILL))
          .toList();
    }
  }

  /** Notes that it was read. */
  private record Noted(String name, List<String> log) implements ImageSource {
    @Override
    public RgbImage read() {
      log.add(name);
      return IMAGE;
    }
  }

  private static Dataset dataset(List<String> read) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String id = "f/" + i;
      Label label = i < 5 ? NEUTROPHIL : MONOCYTE;
      samples.add(new Sample(id, label, new Noted(id, read)));
    }
    return Datasets.of(PictureSamples.LABELS, samples);
  }

  @Test
  void aDataSetIsExplainedPageByPage() throws IOException {
    List<String> read = new ArrayList<>();
    List<Integer> asked = new ArrayList<>();
    ExplanationGallery gallery = ExplanationGallery.of(dataset(read), new Hill(asked)).withRows(2);
    assertThat(read).isEmpty();
    List<Path> files = gallery.write(folder.resolve("pages"));
    assertThat(files)
        .extracting(file -> folder.relativize(file).toString().replace('\\', '/'))
        .containsExactly(
            "pages/1-neutrophil-01.png", "pages/1-neutrophil-02.png", "pages/2-monocyte-01.png");
    assertThat(asked).containsExactly(4, 1, 1);
    assertThat(read).containsExactly("f/0", "f/1", "f/2", "f/3", "f/4", "f/5");
    BufferedImage first = ImageIO.read(files.get(0).toFile());
    assertThat(PictureSamples.shows(first, IMAGE, 10, 10 + 26, 2)).isTrue();
  }

  @Test
  void imagesWithoutTrueClassesStandWithTheirPredictions() throws IOException {
    List<String> read = new ArrayList<>();
    List<Sample> samples = dataset(read).samples().subList(0, 3);
    List<Prediction> predictions = new ArrayList<>();
    for (Label label : List.of(MONOCYTE, NEUTROPHIL, MONOCYTE)) {
      predictions.add(new Prediction(List.of(new Score(label, 1))));
    }
    ExplanationGallery gallery =
        ExplanationGallery.byPrediction(
            samples, predictions, new Hill(new ArrayList<>()), said -> NEUTROPHIL);
    Map<String, BufferedImage> pages = gallery.draw();
    assertThat(pages.keySet()).containsExactly("monocyte, 1 to 2 of 2", "neutrophil, 1 to 1 of 1");
    assertThat(read).containsExactly("f/0", "f/2", "f/1");
    // No words for a hit or a mistake.
    int row = PictureSheet.MARGIN + 26 + 240 + 4 + 2 * 18;
    assertThat(redderThanBlue(first(pages), row)).isZero();
    assertThatThrownBy(
            () ->
                ExplanationGallery.byPrediction(
                    samples,
                    predictions.subList(0, 2),
                    new Hill(new ArrayList<>()),
                    said -> MONOCYTE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 3 predictions, found 2");
  }

  @Test
  void namesOfFilesHoldNoSigns() throws IOException {
    List<Path> files = ExplanationGallery.of(entries(1, new Label("../a b/\u00e9"))).write(folder);
    assertThat(files).containsExactly(folder.resolve("1--a-b-\u00e9-01.png"));
    assertThat(files.get(0)).exists();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> ExplanationGallery.of(List.of()).withRows(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a page must have at least one row, not 0");
    Explanation explanation = PictureSamples.explanation("neutrophil", HILL);
    assertThatThrownBy(() -> GalleryEntry.of("x", PictureSamples.image(9, 8), explanation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9x8")
        .hasMessageContaining("120x120");
  }
}
