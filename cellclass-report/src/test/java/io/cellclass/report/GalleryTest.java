package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Evaluation;
import io.cellclass.ImageSource;
import io.cellclass.Outcome;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class GalleryTest {
  /** Notes that it was read. */
  private record Noted(String name, Set<String> decoded) implements ImageSource {
    @Override
    public RgbImage read() {
      decoded.add(name);
      return image(name);
    }
  }

  private final Set<String> decoded = new HashSet<>();

  @TempDir private Path folder;

  /** Every image is of one colour, made from its id. */
  private static RgbImage image(String id) {
    byte[] bytes = new byte[3 * 16 * 16];
    Arrays.fill(bytes, (byte) id.hashCode());
    return RgbImage.of(16, 16, bytes);
  }

  private Dataset dataset(Evaluation evaluation) {
    List<Sample> samples = new ArrayList<>();
    for (Outcome outcome : evaluation.outcomes()) {
      ImageSource source = new Noted(outcome.id(), decoded);
      samples.add(new Sample(outcome.id(), outcome.label(), source));
    }
    return Datasets.of(evaluation.labels(), samples);
  }

  private ReportPage page(Evaluation evaluation) throws IOException {
    HtmlReport report = HtmlReport.of("t").withEvaluation("test", evaluation, dataset(evaluation));
    assertThat(decoded).isEmpty();
    return ReportPage.of(report, folder);
  }

  private static List<Element> tiles(ReportPage page, String kind) {
    return page.all("li").stream().filter(tile -> tile.getAttribute("class").equals(kind)).toList();
  }

  private static List<String> ids(List<Element> tiles) {
    return tiles.stream()
        .map(tile -> ReportPage.all(tile, "p"))
        .map(lines -> lines.get(lines.size() - 1).getTextContent())
        .toList();
  }

  @Test
  void mistakesStandMostConfidentFirst() throws IOException {
    assertThat(ids(tiles(page(Evaluations.ten()), "mistake"))).containsExactly("b5", "a4", "b6");
  }

  @Test
  void hitsStandLeastConfidentFirst() throws IOException {
    assertThat(ids(tiles(page(Evaluations.ten()), "hit")))
        .containsExactly("b3", "a3", "b2", "a2", "b1", "a1", "b4");
  }

  @Test
  void aTileSaysWhatItWasTakenForAndHowProbableThatWas() throws IOException {
    Element tile = tiles(page(Evaluations.ten()), "mistake").get(0);
    assertThat(ReportPage.all(tile, "p").get(0).getTextContent())
        .isEqualTo("taken for a<b>, is c&d");
    assertThat(ReportPage.all(tile, "li").stream().map(Element::getTextContent).map(String::strip))
        .containsExactly("a<b> 95.0 %", "c&d (true) 3.0 %", "\"e\" 2.0 %");
    assertThat(ReportPage.all(tile, "img").get(0).getAttribute("alt")).isEqualTo("Image b5");
  }

  @Test
  void thePictureIsThatOfTheImage() throws IOException {
    ReportPage page = page(Evaluations.ten());
    List<byte[]> pictures = page.pictures();
    BufferedImage mistake =
        ImageIO.read(new ByteArrayInputStream(pictures.get(pictures.size() - 10)));
    assertThat(RgbImage.copyOf(mistake)).isEqualTo(image("b5"));
    assertThat(Files.readAllBytes(folder.resolve("test-mistake-01.png")))
        .isEqualTo(pictures.get(pictures.size() - 10));
  }

  @Test
  void onlyTheFirstTwelveOfEachAreDecoded() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 10; i < 40; i++) {
      outcomes.add(Evaluations.outcome("hit" + i, 0, 0.5f + i / 100f, 0.1f, 0));
      outcomes.add(Evaluations.outcome("mistake" + i, 0, 0.1f, 0.5f + i / 100f, 0));
    }
    ReportPage page = page(Evaluation.of(Evaluations.LABELS, outcomes));
    assertThat(tiles(page, "hit")).hasSize(12);
    assertThat(ids(tiles(page, "mistake")))
        .hasSize(12)
        .startsWith("mistake39")
        .endsWith("mistake28");
    assertThat(decoded).hasSize(24).contains("hit10", "hit21", "mistake39", "mistake28");
  }

  /** The true class is not among the three most probable. */
  @Test
  void theTrueClassIsAlwaysShown() throws IOException {
    float[] probabilities = {0.3f, 0.25f, 0.2f, 0.15f, 0.1f, 0, 0, 0};
    Outcome outcome =
        new Outcome("x", Smears.EIGHT.get(4), Prediction.of(Smears.EIGHT, probabilities));
    ReportPage page = page(Evaluation.of(Smears.EIGHT, List.of(outcome)));
    assertThat(ReportPage.all(tiles(page, "mistake").get(0), "li"))
        .extracting(score -> score.getTextContent().strip())
        .containsExactly(
            "basophil 30.0 %",
            "eosinophil 25.0 %", "erythroblast 20.0 %", "lymphocyte (true) 10.0 %");
  }

  @Test
  void withoutMistakesThereIsNoHeadingForThem() throws IOException {
    Evaluation perfect =
        Evaluation.of(Evaluations.LABELS, List.of(Evaluations.outcome("x", 0, 0.8f, 0.1f, 0.1f)));
    assertThat(page(perfect).texts("h3"))
        .contains("Least confident hits")
        .doesNotContain("Most confident mistakes");
  }

  @Test
  void aDataSetWithoutAnImageIsRefused() {
    Evaluation ten = Evaluations.ten();
    Dataset some = dataset(ten).where(sample -> !sample.id().equals("b2"));
    assertThatThrownBy(() -> HtmlReport.of("t").withEvaluation("test", ten, some))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b2");
  }

  @Test
  void anImageThatIsGoneLeavesNoReport() {
    Evaluation ten = Evaluations.ten();
    Path gone = folder.resolve("gone.png");
    Dataset dataset =
        Datasets.of(
            ten.labels(),
            ten.outcomes().stream()
                .map(o -> new Sample(o.id(), o.label(), ImageSource.file(gone)))
                .toList());
    HtmlReport report = HtmlReport.of("t").withEvaluation("test", ten, dataset);
    Path out = folder.resolve("out");
    assertThatThrownBy(() -> report.write(out))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("gone.png");
    assertThat(out).doesNotExist();
  }
}
