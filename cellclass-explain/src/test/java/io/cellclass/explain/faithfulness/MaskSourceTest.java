package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskSourceTest {
  private static final RgbImage IMAGE = RgbImage.of(2, 1, new byte[6]);

  @TempDir Path folder;

  private static Sample sample(String id) {
    return new Sample(id, DarkDisc.CELL, ImageSource.of(id, IMAGE));
  }

  @Test
  void aFolderHasTheMaskThatIsCalledAsTheImage() throws IOException {
    MaskTest.png(folder.resolve("007.png"), BufferedImage.TYPE_BYTE_GRAY, 2, 0, 255);
    MaskSource masks = MaskSource.folder(folder);

    for (String id : new String[] {"007", "007.bmp", "images/a.b/007.jpeg"}) {
      assertThat(masks.mask(sample(id), IMAGE)).contains(Mask.of(2, 1, false, true));
    }
    assertThat(masks.mask(sample("008.bmp"), IMAGE)).isEmpty();
    assertThat(MaskSource.none().mask(sample("007"), IMAGE)).isEmpty();
  }

  @Test
  void aMaskOfAnotherSizeIsRefusedByName() throws IOException {
    Path file = MaskTest.png(folder.resolve("7.png"), BufferedImage.TYPE_BYTE_GRAY, 1, 255);

    assertThatThrownBy(() -> MaskSource.folder(folder).mask(sample("7"), IMAGE))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining(file.toString());
  }
}
