package io.cellclass.segment.slide;

import io.cellclass.ImageLimits;
import io.cellclass.RgbImage;
import io.cellclass.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens image files: decoded at once, or read by region. */
final class SlideFile {
  /** No larger image is worth reading by region: 4,096 squared. */
  static final long AT_ONCE = 1 << 24;

  private enum Format {
    PNG("\u0089PNG\r\n\u001a\n"),
    JPEG("\u00ff\u00d8\u00ff"),
    TIFF("II*\0"),
    BIG_ENDIAN_TIFF("MM\0*");

    // Each character stands for one byte.
    private final String magic;

    Format(String magic) {
      this.magic = magic;
    }
  }

  private SlideFile() {}

  static SlideImage open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return decoded(file);
    }
    FileBytes in = FileBytes.open(file);
    boolean handedOn = false;
    try {
      SlideImage image = open(file, in, AT_ONCE);
      handedOn = image instanceof RegionFile;
      return image;
    } finally {
      if (!handedOn) {
        in.close();
      }
    }
  }

  /** A file, read by region if it has more pixels than that. */
  static SlideImage open(Path file, FileBytes in, long atOnce) throws IOException {
    Format format = format(in);
    if (format == null) {
      return decoded(file);
    }
    ImageSize size;
    try {
      size = size(format, in);
    } catch (UnreadableImageException e) {
      // The reader of whole images tells better what is wrong, and knows more kinds.
      return decoded(file);
    }
    if (!size.isPossible()) {
      throw in.problem("the header claims " + size + " pixels");
    }
    if (size.pixels() <= atOnce) {
      return decoded(file);
    }
    FileLayout layout = layout(format, in);
    if (layout.obstacle().isEmpty()) {
      return new RegionFile(in, size, layout);
    }
    if (size.pixels() <= ImageLimits.DEFAULT.pixels()) {
      return decoded(file);
    }
    throw in.problem(
        "it has "
            + size
            + " pixels and cannot be read by region, as "
            + layout.obstacle()
            + ": a TIFF file in tiles of 8 bits RGB can");
  }

  private static SlideImage decoded(Path file) throws IOException {
    return SlideImage.of(file.toString(), RgbImage.read(file));
  }

  private static @Nullable Format format(FileBytes in) throws IOException {
    int length = (int) Math.min(8, in.size());
    String start = in.ascii(0, length);
    for (Format format : Format.values()) {
      if (start.startsWith(format.magic)) {
        return format;
      }
    }
    if (start.startsWith("II+\0") || start.startsWith("MM\0+")) {
      throw in.problem("BigTIFF files are not read: expected a TIFF file of up to 4 GB");
    }
    return null;
  }

  private static ImageSize size(Format format, FileBytes in) throws IOException {
    return switch (format) {
      case PNG -> PngStructure.size(in);
      case JPEG -> JpegStructure.size(in);
      case TIFF, BIG_ENDIAN_TIFF -> TiffStructure.size(in);
    };
  }

  private static FileLayout layout(Format format, FileBytes in) throws IOException {
    return switch (format) {
      case PNG -> PngStructure.layout(in);
      case JPEG -> JpegStructure.layout(in);
      case TIFF, BIG_ENDIAN_TIFF -> TiffStructure.layout(in);
    };
  }
}
