package io.cellclass.explain.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureTextTest {
  private static final PictureText TEXT = PictureText.ofThisMachine();

  @Test
  void whatFitsStays() {
    int width = TEXT.width("neutrophil", false);
    assertThat(width).isBetween(40, 120);
    assertThat(TEXT.cut("neutrophil", width, false)).isEqualTo("neutrophil");
    assertThat(TEXT.cutInside("neutrophil", width, false)).isEqualTo("neutrophil");
  }

  @Test
  void whatIsTooLongIsCutAtItsEnd() {
    String cut = TEXT.cut("immature granulocyte", 80, false);
    assertThat(cut).startsWith("immat").endsWith("\u2026");
    assertThat(TEXT.width(cut, false)).isLessThanOrEqualTo(80).isGreaterThan(60);
  }

  @Test
  void aFileNameKeepsItsEnd() {
    String cut = TEXT.cutInside("patient-0017-slide-3-cell-00042.jpeg", 160, true);
    assertThat(cut).startsWith("pati").contains("\u2026").endsWith("42.jpeg");
    assertThat(TEXT.width(cut, true)).isLessThanOrEqualTo(160);
  }

  @Test
  void charactersAreNotDivided() {
    String faces = "\ud83d\ude00".repeat(100);
    for (int width = 40; width < 90; width++) {
      String cut = TEXT.cutInside(faces, width, false).replace("\u2026", "");
      assertThat(cut.codePoints()).allMatch(point -> point == 0x1f600);
    }
  }

  @Test
  void ofALongLabelTheProbabilityIsKept() {
    String words = TEXT.scored("segmented neutrophil granulocyte", 0.931, 120);
    assertThat(words).startsWith("segm").endsWith("\u2026 0.93");
    assertThat(TEXT.width(words, false)).isLessThanOrEqualTo(121);
  }

  @Test
  void withoutFontsThereIsNoText() {
    PictureText broken =
        PictureText.orNone(
            () -> {
              throw new NoClassDefFoundError("sun.awt.X11FontManager");
            });
    assertThat(broken.isDrawn()).isFalse();
    assertThat(broken.line()).isZero();
    assertThat(broken.width("text", true)).isZero();
    assertThat(PictureText.orNone(() -> TEXT)).isSameAs(TEXT);
  }
}
