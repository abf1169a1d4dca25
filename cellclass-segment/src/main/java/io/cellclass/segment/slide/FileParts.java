package io.cellclass.segment.slide;

import java.io.IOException;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Parts of a file, and bytes of our own between them, as the one stream that a reader of ImageIO
 * gets to see: what a file holds beside its pixels stays unseen.
 */
final class FileParts extends ImageInputStreamImpl {
  /**
   * A run of bytes of the stream.
   *
   * @param at where in the file it is, if it has no bytes of its own
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  record Part(long at, long length, byte[] own) {
    static Part ofFile(long at, long length) {
      return new Part(at, length, new byte[0]);
    }

    static Part of(byte[] own) {
      return new Part(0, own.length, own);
    }
  }

  private static final int BUFFER = 1 << 13;

  private final FileBytes file;
  private final Part[] parts;
  private final long[] starts;
  private final long length;

  /** What small reads, such as those of a directory's numbers, are served from. */
  private final byte[] buffer = new byte[BUFFER];

  private long bufferStart;
  private int buffered;

  /** The file is not closed with the stream. */
  FileParts(FileBytes file, List<Part> parts) {
    this.file = file;
    this.parts = parts.toArray(Part[]::new);
    this.starts = new long[this.parts.length];
    long sum = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = sum;
      sum += this.parts[i].length;
    }
    this.length = sum;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (wanted == 0) {
      return 0;
    }
    if (streamPos >= length) {
      return -1;
    }
    int read;
    if (wanted >= BUFFER) {
      read = readAt(streamPos, into, offset, wanted);
    } else {
      if (streamPos < bufferStart || streamPos >= bufferStart + buffered) {
        bufferStart = streamPos;
        buffered = Math.max(0, readAt(streamPos, buffer, 0, BUFFER));
      }
      int inside = (int) (streamPos - bufferStart);
      read = buffered == 0 ? -1 : Math.min(wanted, buffered - inside);
      System.arraycopy(buffer, inside, into, offset, Math.max(0, read));
    }
    streamPos += Math.max(0, read);
    return read;
  }

  /** At most so many bytes of one part. */
  private int readAt(long position, byte[] into, int offset, int wanted) throws IOException {
    int index = part(position);
    Part part = parts[index];
    long inside = position - starts[index];
    int most = (int) Math.min(wanted, part.length - inside);
    if (part.own.length > 0) {
      System.arraycopy(part.own, (int) inside, into, offset, most);
      return most;
    }
    return file.read(part.at + inside, into, offset, most);
  }

  private int part(long position) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public long length() {
    return length;
  }
}
