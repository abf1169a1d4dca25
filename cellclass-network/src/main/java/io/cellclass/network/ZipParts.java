package io.cellclass.network;

import com.google.common.io.ByteStreams;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The contents of a zip file's entries. For one thread. */
final class ZipParts {
  /**
   * A file may unpack to so many times its size, and {@link #FREE_BYTES} more: weights hardly
   * shrink.
   */
  private static final long MOST_EXPANSION = 16;

  private static final long FREE_BYTES = 64L << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private final SeekableByteChannel channel;
  private final List<ZipLayout.Entry> entries;

  private ZipParts(SeekableByteChannel channel, List<ZipLayout.Entry> entries) {
    this.channel = channel;
    this.entries = entries;
  }

  static ZipParts of(SeekableByteChannel channel, List<String> names) throws IOException {
    return new ZipParts(channel, ZipLayout.read(channel, names));
  }

  /** The length that a part claims to have. */
  long length(String name) {
    return entry(name).size();
  }

  /**
   * Reads a part once to its end.
   *
   * @throws ZipException if it has not the length and CRC that it claims
   */
  Fingerprint verify(String name) throws IOException {
    ZipLayout.Entry entry = entry(name);
    if (entry.size() > FREE_BYTES + MOST_EXPANSION * entry.compressed()) {
      throw new ZipException(
          name + ": " + entry.compressed() + " bytes claim to unpack to " + entry.size());
    }
    Fingerprint found;
    try (InputStream in = open(name)) {
      found = Fingerprint.of(in::transferTo);
    }
    if (found.length() != entry.size()) {
      throw new ZipException(
          name
              + ": expected "
              + entry.size()
              + " bytes, found "
              + (found.length() > entry.size() ? "more" : found.length()));
    }
    if (found.crc() != entry.crc()) {
      throw new ZipException(
          String.format("%s: expected the CRC %08x, found %08x", name, entry.crc(), found.crc()));
    }
    return found;
  }

  /** The content of a part; at most one byte more than it claims. */
  InputStream open(String name) throws IOException {
    ZipLayout.Entry entry = entry(name);
    channel.position(entry.position());
    InputStream data = ByteStreams.limit(new Unclosed(channel), entry.compressed());
    return entry.deflated() ? ByteStreams.limit(new Inflated(entry, data), entry.size() + 1) : data;
  }

  private ZipLayout.Entry entry(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst().orElseThrow();
  }

  /** Leaves the channel open for the next part. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(SeekableByteChannel channel) {
      super(Channels.newInputStream(channel));
    }

    @Override
    public void close() {}
  }

  /** Inflates an entry, which must hold nothing behind the deflated data. */
  private static final class Inflated extends InflaterInputStream {
    private final ZipLayout.Entry entry;

    Inflated(ZipLayout.Entry entry, InputStream data) {
      super(data, new Inflater(true), BUFFER_BYTES);
      this.entry = entry;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      int read = super.read(bytes, offset, count);
      if (read < 0 && inf.getBytesRead() != entry.compressed()) {
        throw new ZipException(
            entry.name()
                + ": expected "
                + entry.compressed()
                + " bytes of deflated data, found "
                + inf.getBytesRead());
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
