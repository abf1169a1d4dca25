package io.cellclass.explain.faithfulness;

import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the true cells of images are known from. */
@FunctionalInterface
public interface MaskSource {
  /**
   * The mask of a sample's image, of the image's size.
   *
   * @param image the sample's image, decoded
   * @return empty if none is known
   * @throws io.cellclass.UnreadableImageException if there is a file of it that is no mask of the
   *     image
   * @throws IOException if it cannot be read
   */
  Optional<Mask> mask(Sample sample, RgbImage image) throws IOException;

  /** A source that knows no mask. */
  static MaskSource none() {
    return (sample, image) -> Optional.empty();
  }

  /**
   * The PNG files of a folder, each called as the image: for a sample with the id {@code a/7.bmp}
   * or {@code 7} the file {@code 7.png}. Where there is no such file, no mask is known.
   */
  static MaskSource folder(Path folder) {
    return (sample, image) -> {
      Path file = folder.resolve(stem(sample.id()) + ".png");
      return Files.exists(file) ? Optional.of(Mask.read(file, image)) : Optional.empty();
    };
  }

  private static String stem(String id) {
    String name = id.substring(id.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
