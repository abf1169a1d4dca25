package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutatedImagesTest {
  private static final int MUTANTS = 500;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The sides that a file's header claims. */
  private record Claim(long width, long height) {}

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "tiff"})
  void mutantsAreRefusedOrDecodeToTheSizeThatTheyClaim(String format) {
    List<byte[]> originals = originals(format);
    Random random = new Random(20260);
    int decoded = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] original = originals.get(i % originals.size());
      boolean truncated = i / originals.size() % 2 == 0;
      byte[] mutant = truncated ? truncated(original, random) : flipped(original, random);
      boolean whole = assertTimeoutPreemptively(LIMIT, () -> decodes(mutant, format));
      assertThat(truncated && whole).as("mutant %d is truncated and was decoded", i).isFalse();
      decoded += whole ? 1 : 0;
    }
    // A PNG file has checksums over all of it; in the others some flips change pixels only.
    assertThat(decoded).isBetween(format.equals("png") ? 0 : 1, MUTANTS / 2);
  }

  private static boolean decodes(byte[] mutant, String format) {
    try {
      RgbImage image = ImageDecoder.decode(mutant, "mutant", ImageLimits.DEFAULT);
      assertThat(new Claim(image.width(), image.height())).isEqualTo(claim(mutant, format));
      return true;
    } catch (UnreadableImageException e) {
      assertThat(e).hasMessageStartingWith("unreadable image mutant: ");
      return false;
    }
  }

  private static List<byte[]> originals(String format) {
    BufferedImage colour = Encoded.picture(61, 47, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage grey = Encoded.picture(61, 47, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage deep = Encoded.picture(61, 47, BufferedImage.TYPE_USHORT_GRAY);
    BufferedImage palette = Encoded.picture(61, 47, BufferedImage.TYPE_BYTE_INDEXED);
    return switch (format) {
      case "jpeg" ->
          List.of(
              Encoded.as(format, colour),
              Encoded.as(format, grey),
              Encoded.progressive(format, colour));
      case "png" ->
          List.of(
              Encoded.as(format, colour),
              Encoded.as(format, deep),
              Encoded.as(format, palette),
              Encoded.progressive(format, grey));
      case "bmp" ->
          List.of(
              Encoded.as(format, colour), Encoded.as(format, grey), Encoded.as(format, palette));
      default ->
          List.of(
              Encoded.as(format, colour),
              Encoded.as(format, deep),
              Encoded.as(format, palette, "PackBits"),
              Encoded.as(format, colour, "LZW"),
              Encoded.as(format, colour, "JPEG"),
              Encoded.tiled(deep, "Deflate"));
    };
  }

  private static byte[] truncated(byte[] original, Random random) {
    return Arrays.copyOf(original, random.nextInt(original.length));
  }

  /** With 1 to 8 bits flipped, every other time in the first 256 bytes. */
  private static byte[] flipped(byte[] original, Random random) {
    byte[] mutant = original.clone();
    int range = random.nextBoolean() ? mutant.length : Math.min(256, mutant.length);
    for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
      mutant[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
    }
    return mutant;
  }

  private static Claim claim(byte[] file, String format) {
    ByteBuffer in = ByteBuffer.wrap(file);
    return switch (format) {
      case "png" -> new Claim(in.getInt(16), in.getInt(20));
      case "bmp" -> {
        in.order(ByteOrder.LITTLE_ENDIAN);
        yield in.getInt(14) == 12
            ? new Claim(in.getShort(18), in.getShort(20))
            : new Claim(in.getInt(18), Math.abs(in.getInt(22)));
      }
      case "tiff" -> {
        in.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        yield new Claim(tiffField(in, 256), tiffField(in, 257));
      }
      default -> jpegClaim(in);
    };
  }

  private static long tiffField(ByteBuffer in, int tag) {
    int directory = in.getInt(4);
    for (int i = 0; i < in.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      if (in.getShort(entry) == tag) {
        return switch (in.getShort(entry + 2)) {
          case 1 -> in.get(entry + 8) & 0xff;
          case 3 -> in.getShort(entry + 8) & 0xffff;
          default -> in.getInt(entry + 8);
        };
      }
    }
    throw new AssertionError("decoded a TIFF file without the field " + tag);
  }

  private static Claim jpegClaim(ByteBuffer in) {
    int at = 2;
    while (true) {
      while (in.get(at) != (byte) 0xff || in.get(at + 1) == 0 || in.get(at + 1) == (byte) 0xff) {
        at++;
      }
      int marker = in.get(at + 1) & 0xff;
      if (marker >= 0xc0 && marker <= 0xc2) {
        return new Claim(in.getShort(at + 7) & 0xffff, in.getShort(at + 5) & 0xffff);
      }
      boolean alone = marker == 1 || (marker >= 0xd0 && marker <= 0xd7);
      at += 2 + (alone ? 0 : in.getShort(at + 2) & 0xffff);
    }
  }
}
