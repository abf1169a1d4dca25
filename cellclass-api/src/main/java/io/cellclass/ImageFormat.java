package io.cellclass;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The formats that are read, told apart by their first bytes. */
enum ImageFormat {
  PNG("\u0089PNG\r\n\u001a\n") {
    @Override
    EncodedImage check(ImageBytes bytes) throws UnreadableImageException {
      return PngFile.check(bytes);
    }
  },
  JPEG("\u00ff\u00d8\u00ff") {
    @Override
    EncodedImage check(ImageBytes bytes) throws UnreadableImageException {
      return JpegFile.check(bytes);
    }
  },
  BMP("BM") {
    @Override
    EncodedImage check(ImageBytes bytes) throws UnreadableImageException {
      return BmpFile.check(bytes);
    }
  },
  TIFF("II*\0") {
    @Override
    EncodedImage check(ImageBytes bytes) throws UnreadableImageException {
      return TiffFile.check(bytes);
    }
  },
  BIG_ENDIAN_TIFF("MM\0*") {
    @Override
    EncodedImage check(ImageBytes bytes) throws UnreadableImageException {
      return TiffFile.check(bytes);
    }
  };

  /** The number of bytes that tell any format. */
  static final int MAGIC_LENGTH = 8;

  // Each character stands for one byte.
  private final String magic;

  ImageFormat(String magic) {
    this.magic = magic;
  }

  /** The format of a file that starts with these bytes. */
  static Optional<ImageFormat> of(byte[] bytes) {
    int length = Math.min(bytes.length, MAGIC_LENGTH);
    String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    return Arrays.stream(values()).filter(format -> start.startsWith(format.magic)).findFirst();
  }

  /** The name that ImageIO has for it. */
  String readerName() {
    return this == BIG_ENDIAN_TIFF ? TIFF.name() : name();
  }

  /** Checks a file's structure and the size that it claims, without decoding pixels. */
  abstract EncodedImage check(ImageBytes bytes) throws UnreadableImageException;
}
