package io.cellclass;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a JPEG file (ITU-T T.81, annex B). ImageIO fills what is missing of a truncated
 * file with grey, so its end is looked for here.
 */
final class JpegFile {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  // Ordinary progressive files have about ten; each one makes the decoder go over the whole image.
  private static final int MOST_SCANS = 100;
  // A block of 8x8 costs at least one bit, and subsampling stretches one over at most 16 times its
  // area, half of them.
  private static final double DENSEST = 1024;
  private static final Pattern CORRUPTION =
      Pattern.compile(
          "premature end|bad huffman code|found marker|inconsistent progression|before marker 0xd[0-7]");

  private final ImageBytes in;
  private int width;
  private int height;
  private int scans;

  private JpegFile(ImageBytes in) {
    this.in = in;
  }

  static EncodedImage check(ImageBytes in) throws UnreadableImageException {
    return new JpegFile(in).check();
  }

  /** Whether what ImageIO warned of means lost pixels, and not just an untidy file. */
  static boolean tellsCorruption(@Nullable String warning) {
    return warning != null && CORRUPTION.matcher(warning.toLowerCase(Locale.ROOT)).find();
  }

  private EncodedImage check() throws UnreadableImageException {
    int at = 2;
    while (true) {
      at = nextMarker(at);
      int marker = in.u8(at + 1L);
      at += 2;
      if (marker == EOI) {
        break;
      } else if (marker == SOI) {
        throw in.problem("a second JPEG image begins before the first one has ended");
      } else if (!standsAlone(marker)) {
        at = segment(marker, at);
      }
    }
    if (scans == 0) {
      throw in.problem("the JPEG file ends before its image data");
    }
    in.requirePlausible((double) width * height, at, DENSEST);
    return new EncodedImage(width, height, in.array(), at);
  }

  /**
   * The next 0xff that begins a marker: stuffed zeros and restarts belong to the image data, 0xff
   * 0xff is filling.
   */
  private int nextMarker(int from) throws UnreadableImageException {
    byte[] bytes = in.array();
    for (int at = from; at < bytes.length - 1; at++) {
      if (bytes[at] == (byte) 0xff) {
        int next = bytes[at + 1] & 0xff;
        if (next != 0 && next != 0xff && !standsAlone(next)) {
          return at;
        }
      }
    }
    throw in.problem("the JPEG file is truncated: its end marker is missing");
  }

  // TEM and the restart markers have no length.
  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
  }

  private int segment(int marker, int at) throws UnreadableImageException {
    int length = in.u16(at);
    if (length < 2) {
      throw in.problem("a JPEG segment claims a length of " + length);
    }
    in.start(at, length);
    if (marker == SOS) {
      scan();
    } else if (isFrame(marker)) {
      frame(marker, at + 2);
    }
    return at + length;
  }

  private void scan() throws UnreadableImageException {
    if (width == 0) {
      throw in.problem("the JPEG file has image data before its header");
    }
    if (++scans > MOST_SCANS) {
      throw in.problem("the JPEG file has more than " + MOST_SCANS + " scans");
    }
  }

  // 0xc0 to 0xcf without the Huffman tables, a reserved one and the arithmetic conditioning.
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private void frame(int marker, int at) throws UnreadableImageException {
    if (width != 0) {
      throw in.problem("the JPEG file has two headers");
    }
    if (marker > 0xc2) {
      throw in.problem("lossless, hierarchical and arithmetic-coded JPEG files are not read");
    }
    int precision = in.u8(at);
    int components = in.u8(at + 5L);
    if (precision != 8) {
      throw in.problem("expected JPEG samples of 8 bits, found " + precision);
    }
    if (components == 4) {
      throw in.problem("CMYK JPEG files are not read: convert the image to RGB");
    }
    if (components != 1 && components != 3) {
      throw in.problem("expected a JPEG file of 1 or 3 components, found " + components);
    }
    in.requireAllowedSize(in.u16(at + 3L), in.u16(at + 1L));
    height = in.u16(at + 1L);
    width = in.u16(at + 3L);
  }
}
