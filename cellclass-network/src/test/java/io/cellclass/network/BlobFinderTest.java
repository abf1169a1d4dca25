package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.network.BlobFinder.Blob;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlobFinderTest {
  @Test
  void pixelsThatTouchAtACornerAreApart() {
    Blob blob = find("# . . .", ". # # .", ". . # .", ". . . #");
    assertThat(blob).isEqualTo(new Blob(3, (1.5 + 2.5 + 2.5) / 3, (1.5 + 1.5 + 2.5) / 3, false));
  }

  @Test
  void blobsDoNotReachAroundTheBorder() {
    assertThat(find(". . #", "# . .")).isEqualTo(new Blob(1, 2.5, 0.5, true));
  }

  @Test
  void ofEqualBlobsTheFirstIsTaken() {
    assertThat(find("# . # #", "# . . .")).isEqualTo(new Blob(2, 0.5, 1, true));
  }

  @Test
  void aRingCountsWithoutItsHole() {
    assertThat(find("# # #", "# . #", "# # #")).isEqualTo(new Blob(8, 1.5, 1.5, true));
  }

  @Test
  void aBlobAtTheBorderCountsAQuarter() {
    // Seven pixels at the border count less than two within; eight as much, and come first.
    assertThat(find("# # # #", "# . . #", "# . . .", ". . # .", ". . # .", ". . . ."))
        .isEqualTo(new Blob(2, 2.5, 4, false));
    assertThat(find("# # # #", "# . . #", "# . . #", ". . . .", ". # # .", ". . . ."))
        .extracting(Blob::area)
        .isEqualTo(8L);
  }

  @Test
  void nothingAboveTheThresholdIsNoBlob() {
    assertThat(find(". .", ". .")).isNull();
  }

  @Test
  void valuesAreUnsignedAndMustExceedTheThreshold() {
    byte[] values = {100, 101, (byte) 200, 100};
    assertThat(new BlobFinder(values, 4, 1, 100).largest()).isEqualTo(new Blob(2, 2, 0.5, true));
  }

  @Test
  void aLongSnakeIsFollowed() {
    int side = 301;
    byte[] values = new byte[side * side];
    for (int i = 0; i < values.length; i++) {
      int x = i % side;
      int y = i / side;
      values[i] = (byte) (y % 2 == 0 || x == (y % 4 == 1 ? side - 1 : 0) ? 1 : 0);
    }
    Blob blob = new BlobFinder(values, side, side, 0).largest();
    assertThat(blob).extracting(b -> b.area()).isEqualTo(151L * side + 150);
  }

  @Property(tries = 200)
  void noBlobIsLargerThanTheForeground(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int height) {
    byte[] values = new byte[width * height];
    new Random(seed).nextBytes(values);
    int above = 0;
    for (byte value : values) {
      above += (value & 0xff) > 128 ? 1 : 0;
    }
    Blob blob = new BlobFinder(values, width, height, 128).largest();
    assertThat(blob == null ? 0 : blob.area()).isBetween(Math.min(1L, above), (long) above);
  }

  private static @Nullable Blob find(String... rows) {
    String all = String.join("", rows).replace(" ", "");
    byte[] values = new byte[all.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (all.charAt(i) == '#' ? 1 : 0);
    }
    return new BlobFinder(values, values.length / rows.length, rows.length, 0).largest();
  }
}
