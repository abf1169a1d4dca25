package io.cellclass.segment.slide;

import io.cellclass.segment.slide.FileParts.Part;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The structure of a JPEG file (ITU-T T.81, annex B), as far as its first scan, and its end. */
final class JpegStructure {
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int PROGRESSIVE = 0xc2;
  private static final int END = 1 << 16;
  private static final Pattern CORRUPTION =
      Pattern.compile(
          "premature end|bad huffman code|found marker|inconsistent progression|before marker 0xd[0-7]");

  /** Where the header of the frame begins, and its marker. */
  private record Frame(int marker, long at) {}

  private JpegStructure() {}

  static ImageSize size(FileBytes in) throws IOException {
    Frame frame = frame(in);
    return new ImageSize(in.u16(frame.at + 5), in.u16(frame.at + 3));
  }

  static FileLayout layout(FileBytes in) throws IOException {
    Frame frame = frame(in);
    if (frame.marker == PROGRESSIVE) {
      return FileLayout.whole("JPEG", "it is progressive");
    }
    int components = in.u8(frame.at + 7);
    if (frame.marker > PROGRESSIVE || (components != 1 && components != 3)) {
      return FileLayout.whole("JPEG", "it is not of 8 bits grey or YCbCr in ordinary coding");
    }
    return new FileLayout("JPEG", List.of(Part.ofFile(0, end(in))), true, "");
  }

  /** Whether what ImageIO warned of means lost pixels, and not just an untidy file. */
  static boolean tellsCorruption(@Nullable String warning) {
    return warning != null && CORRUPTION.matcher(warning.toLowerCase(Locale.ROOT)).find();
  }

  /** The first header of a frame: segments before it are passed over by their lengths. */
  private static Frame frame(FileBytes in) throws IOException {
    long at = 2;
    while (true) {
      if (in.u8(at) != 0xff) {
        throw in.problem("expected a JPEG marker at byte " + at);
      }
      int marker = in.u8(at + 1);
      if (marker == 0xff) {
        // Filling.
        at++;
      } else if (marker == SOS || marker == EOI) {
        throw in.problem("the JPEG file has no header before byte " + at);
      } else {
        int length = in.u16(at + 2);
        if (length < 2) {
          throw in.problem("a JPEG segment claims a length of " + length);
        }
        in.require(at + 2, length);
        if (isFrame(marker)) {
          return new Frame(marker, at + 2);
        }
        at += 2 + length;
      }
    }
  }

  // 0xc0 to 0xcf without the Huffman tables, a reserved one and the arithmetic conditioning.
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** Behind the last end marker, which ImageIO would do without and fill with grey. */
  private static long end(FileBytes in) throws IOException {
    int length = (int) Math.min(END, in.size());
    byte[] last = in.bytes(in.size() - length, length);
    for (int i = length - 2; i >= 0; i--) {
      if (last[i] == (byte) 0xff && last[i + 1] == (byte) EOI) {
        return in.size() - length + i + 2;
      }
    }
    throw in.problem("the JPEG file is truncated: its end marker is missing");
  }
}
