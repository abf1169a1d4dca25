package io.cellclass.network;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * What tells one sequence of bytes from another.
 *
 * @param length the number of bytes
 * @param sha256 their SHA-256 as 64 lower-case hexadecimal digits
 * @param crc their CRC-32, as zip files use it
 */
record Fingerprint(long length, String sha256, long crc) {
  /** Of what gives the same bytes each time. */
  static Fingerprint of(AtomicFile.Content content) throws IOException {
    Sink sink = new Sink();
    content.writeTo(sink);
    return sink.fingerprint();
  }

  private static final class Sink extends OutputStream {
    private final MessageDigest sha256;
    private final CRC32 crc = new CRC32();
    private long length;

    Sink() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      sha256.update(bytes, offset, count);
      crc.update(bytes, offset, count);
      length += count;
    }

    Fingerprint fingerprint() {
      return new Fingerprint(length, HexFormat.of().formatHex(sha256.digest()), crc.getValue());
    }
  }
}
