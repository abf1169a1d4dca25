package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplanationPanelTest {
  private static final RgbImage IMAGE = PictureSamples.image(120, 120);
  private static final Heatmap STRONG = PictureSamples.cone(120, 120, 50, 40, 4, 30);
  private static final Heatmap WEAK = PictureSamples.cone(120, 120, 90, 90, 1, 30);
  private static final List<Explanation> TWO =
      List.of(
          PictureSamples.explanation("neutrophil", STRONG),
          PictureSamples.explanation("monocyte", WEAK));

  /** Tiles of 240 pixels, 16 apart, from the margin on. */
  private static int left(int tile) {
    return 10 + tile * 256;
  }

  @Test
  void theImageAndTheMapsStandBesideEachOther() {
    BufferedImage drawn = ExplanationPanel.of(IMAGE, TWO).draw(PictureText.none());
    assertThat(PictureSamples.shows(drawn, IMAGE, left(0), 10, 2)).isTrue();
    assertThat(drawn.getWidth()).isEqualTo(left(4) + ColourBar.WIDTH + 10);
    assertThat(PictureSamples.hasClearBorder(drawn)).isTrue();
    assertThat(PictureSamples.isBlank(drawn, left(1) - 16, 0, 16, drawn.getHeight())).isTrue();
  }

  @Test
  void allMapsShareOneScale() {
    BufferedImage drawn = ExplanationPanel.of(IMAGE, TWO).draw(PictureText.none());
    double most = STRONG.value(50, 40);
    int strong = ColourMap.sequential().rgb(STRONG.value(60, 40) / most);
    int weak = ColourMap.sequential().rgb(WEAK.value(90, 90) / most);
    assertThat(PictureSamples.rgb(drawn, left(1) + 120, 10 + 80)).isEqualTo(strong);
    assertThat(PictureSamples.rgb(drawn, left(2) + 180, 10 + 180)).isEqualTo(weak);
  }

  @Test
  void theLastTileIsTheOverlayOfTheFirstClass() {
    BufferedImage drawn = ExplanationPanel.of(IMAGE, TWO).withLevels().draw(PictureText.none());
    double share = STRONG.value(60, 40) / STRONG.value(50, 40);
    assertThat(PictureSamples.rgb(drawn, left(3) + 120, 10 + 80))
        .isEqualTo(
            Overlay.blend(IMAGE.rgb(60, 40), ColourMap.sequential().rgb(share), 0.65 * share));
  }

  @Test
  void aClassWithoutEvidenceHasAGreyTile() {
    List<Explanation> one =
        List.of(
            TWO.get(0), PictureSamples.explanation("basophil", PictureSamples.flat(120, 120, -1)));
    BufferedImage drawn = ExplanationPanel.of(IMAGE, one).draw(PictureText.none());
    assertThat(PictureSamples.rgb(drawn, left(2) + 50, 60))
        .isEqualTo(PictureSheet.PALE.getRGB() & 0xffffff);
    BufferedImage signed = ExplanationPanel.of(IMAGE, one).withSigns().draw(PictureText.none());
    assertThat(PictureSamples.rgb(signed, left(2) + 50, 60)).isNotEqualTo(0xffffff);
  }

  @Test
  void withoutAnyEvidenceThereIsNoBar() {
    List<Explanation> none =
        List.of(PictureSamples.explanation("monocyte", PictureSamples.flat(120, 120, 0)));
    BufferedImage drawn = ExplanationPanel.of(IMAGE, none).draw(PictureText.none());
    assertThat(drawn.getWidth()).isEqualTo(left(3) - 16 + 10);
    assertThat(PictureSamples.shows(drawn, IMAGE, left(2), 10, 2)).isTrue();
  }

  @Test
  void manyClassesStandInEvenRows() {
    LabelSet labels =
        LabelSet.of(
            IntStream.range(0, 8)
                .mapToObj(i -> "a class with a rather long name, number " + i)
                .toArray(String[]::new));
    Prediction prediction = Prediction.of(labels, 0.3f, 0.2f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0);
    List<Explanation> eight = new ArrayList<>();
    labels.forEach(label -> eight.add(new Explanation(prediction, label, "CAM", "x", WEAK)));
    ExplanationPanel panel = ExplanationPanel.of(IMAGE, eight).withTruth(labels.get(3));
    BufferedImage drawn = panel.draw();
    // Ten tiles: two rows of five.
    assertThat(drawn.getWidth()).isBetween(left(5), left(5) + 90);
    assertThat(drawn.getHeight()).isBetween(2 * 240, 2 * 340);
    assertThat(PictureSamples.hasClearBorder(drawn)).isTrue();
    // A caption is no wider than its tile: the gaps are white.
    for (int i = 1; i < 5; i++) {
      assertThat(PictureSamples.isBlank(drawn, left(i) - 12, 80, 12, drawn.getHeight() - 80))
          .isTrue();
    }
  }

  @Test
  void textIsAboveAndBelowTheTiles() {
    BufferedImage drawn = ExplanationPanel.of(IMAGE, TWO).withTruth(new Label("x")).draw();
    BufferedImage unknown = ExplanationPanel.of(IMAGE, TWO).draw();
    int line = PictureText.ofThisMachine().line();
    assertThat(drawn.getHeight()).isEqualTo(unknown.getHeight() + line);
    int top = 10 + 3 * line + 8;
    assertThat(PictureSamples.shows(drawn, IMAGE, left(0), top, 2)).isTrue();
    assertThat(PictureSamples.isBlank(drawn, 0, top - 6, 1000, 6)).isTrue();
    assertThat(PictureSamples.isBlank(drawn, left(1), top + 240, 240, 50)).isFalse();
  }

  @Test
  void theSamePanelHasTheSameBytes() throws IOException {
    assertThat(ExplanationPanel.of(IMAGE, TWO).png())
        .isEqualTo(ExplanationPanel.of(IMAGE, TWO).png());
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() {
    assertThatThrownBy(() -> ExplanationPanel.of(IMAGE, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one explanation, found none");
    assertThatThrownBy(() -> ExplanationPanel.of(PictureSamples.image(60, 50), TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("60x50")
        .hasMessageContaining("120x120");
    assertThatThrownBy(
            () ->
                ExplanationPanel.of(IMAGE, List.of(PictureSamples.explanation("mast cell", WEAK))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected a target that the classifier knows, found mast cell");
    Explanation other =
        new Explanation(TWO.get(0).prediction(), new Label("monocyte"), "CAM", "mixed9", WEAK);
    assertThatThrownBy(() -> ExplanationPanel.of(IMAGE, List.of(TWO.get(0), other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected explanations by one method and layer, found Grad-CAM, mixed10 and CAM,"
                + " mixed9");
  }
}
