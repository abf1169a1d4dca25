package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.FeatureGrid;
import io.cellclass.Frame;
import io.cellclass.RgbImage;
import io.cellclass.network.Framing.CellCentred;
import org.junit.jupiter.api.Test;

class ViewTest {
  private static final RgbImage CELL =
      Drawing.plain(90, 80, 0xe0d080).disc(40, 50, 15, 0x602060).image();
  private static final RgbImage EMPTY = Drawing.plain(90, 80, 0xffffff).image();
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(Illumination.WHITE_BALANCED, new CellCentred(60), 224, ValueRange.UNIT);

  @Test
  void anImageIsSeenAsItIsPrepared() {
    View view = PREPROCESSING.view(CELL);
    assertThat(view.apply(CELL)).isEqualTo(PREPROCESSING.apply(CELL));
    assertThat(view.frame().width()).isEqualTo(60);
  }

  /** White becomes lighter than white by the light of the other, and the frame stays. */
  @Test
  void anotherImageIsSeenInTheSameLightAndFrame() {
    View view = PREPROCESSING.view(CELL);
    for (float value : view.apply(EMPTY)) {
      assertThat(value).isCloseTo(1, within(1e-5f));
    }
    assertThat(PREPROCESSING.apply(EMPTY)[0]).isCloseTo(245 / 255f, within(1e-5f));
    RgbImage faint = Drawing.plain(90, 80, 0xe0d080).disc(20, 20, 15, 0x602060).image();
    assertThat(view.frame()).isEqualTo(PREPROCESSING.view(CELL).frame());
    assertThat(view.apply(faint)).isNotEqualTo(PREPROCESSING.apply(faint));
  }

  @Test
  void anotherSizeIsRefused() {
    View view = PREPROCESSING.view(CELL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> view.apply(Drawing.plain(80, 90, 0).image()))
        .withMessageContaining("90x80")
        .withMessageContaining("80x90");
  }

  /** mixed3 begins 21.5 pixels of the input behind the border, 16 apart. */
  @Test
  void theGridOfALayerLiesInTheFrame() {
    View view = PREPROCESSING.view(CELL);
    Frame frame = view.frame();
    FeatureGrid grid = view.grid(RandomInception.network(224), "mixed3");
    double scale = 60 / 224.0;
    assertThat(grid)
        .isEqualTo(
            new FeatureGrid(
                90,
                80,
                frame,
                12,
                12,
                frame.x() + scale * 21.5,
                frame.y() + scale * 21.5,
                scale * 16,
                scale * 16));
  }
}
