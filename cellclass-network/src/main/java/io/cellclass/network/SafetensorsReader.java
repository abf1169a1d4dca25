package io.cellclass.network;

import static io.cellclass.network.SafetensorsHeader.quoted;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads one safetensors file from a stream. */
final class SafetensorsReader {
  private static final int LENGTH_BYTES = 8;
  private static final int MOST_HEADER_BYTES = 16 << 20;
  private static final int CHUNK_BYTES = 1 << 16;

  private final InputStream in;
  private final long limit;

  SafetensorsReader(InputStream in, long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit must not be negative: " + limit);
    }
    this.in = in;
    this.limit = limit;
  }

  Safetensors read() throws IOException {
    byte[] bytes = readHeader();
    SafetensorsHeader header = SafetensorsHeader.parse(bytes);
    checkCoverage(header, limit - LENGTH_BYTES - bytes.length);
    Map<String, String> metadata = new TreeMap<>(header.metadata());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (SafetensorsEntry entry : header.entries()) {
      tensors.put(entry.name(), readTensor(entry, metadata));
    }
    if (in.read() >= 0) {
      throw new MalformedWeightsException("bytes follow the last tensor");
    }
    for (String key : metadata.keySet()) {
      if (key.startsWith(Safetensors.EIGHT_BIT_KEY)) {
        throw new MalformedWeightsException(
            "the metadata " + quoted(key) + " belongs to no 8-bit tensor");
      }
    }
    return new Safetensors(tensors, metadata);
  }

  private byte[] readHeader() throws IOException {
    byte[] prefix = readFully(LENGTH_BYTES, "the length of the header");
    long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long most = Math.min(MOST_HEADER_BYTES, limit - LENGTH_BYTES);
    if (length < 0 || length > most) {
      throw new MalformedWeightsException(
          "a header may have up to " + most + " bytes here, not " + Long.toUnsignedString(length));
    }
    return readFully((int) length, "the header");
  }

  /** {@link InputStream#readNBytes} takes memory as bytes arrive. */
  private byte[] readFully(int length, String what) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new MalformedWeightsException(
          "the file ends in " + what + ": expected " + length + " bytes, found " + bytes.length);
    }
    return bytes;
  }

  private static void checkCoverage(SafetensorsHeader header, long most)
      throws MalformedWeightsException {
    long end = 0;
    for (SafetensorsEntry entry : header.entries()) {
      if (entry.begin() != end) {
        throw new MalformedWeightsException(
            "tensor "
                + quoted(entry.name())
                + " begins at byte "
                + entry.begin()
                + ", not behind the one before, at "
                + end);
      }
      end = entry.end();
    }
    if (end > most) {
      throw new MalformedWeightsException(
          "the tensors may take up to " + most + " bytes here, not " + end);
    }
  }

  private Tensor readTensor(SafetensorsEntry entry, Map<String, String> metadata)
      throws IOException {
    float[] values =
        switch (entry.type()) {
          case F32 -> readFloats(entry);
          case U8 -> readEightBit(entry, metadata);
        };
    return Tensor.owning(values, entry.shape().toArray());
  }

  private float[] readFloats(SafetensorsEntry entry) throws IOException {
    float[] values = new float[0];
    int count = 0;
    while (count < entry.size()) {
      int next = Math.min(entry.size() - count, CHUNK_BYTES / Float.BYTES);
      byte[] chunk = readFully(next * Float.BYTES, "tensor " + quoted(entry.name()));
      values = withRoom(values, count + next, entry.size());
      ByteBuffer.wrap(chunk)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, count, next);
      count += next;
    }
    return values;
  }

  private float[] readEightBit(SafetensorsEntry entry, Map<String, String> metadata)
      throws IOException {
    String text = metadata.remove(Safetensors.EIGHT_BIT_KEY + entry.name());
    float[] widened =
        EightBit.parse(text == null ? "" : text)
            .orElseThrow(
                () ->
                    new MalformedWeightsException(
                        "8-bit tensor " + quoted(entry.name()) + " has no valid scale and minimum"))
            .values();
    float[] values = new float[0];
    int count = 0;
    while (count < entry.size()) {
      int next = Math.min(entry.size() - count, CHUNK_BYTES);
      byte[] chunk = readFully(next, "tensor " + quoted(entry.name()));
      values = withRoom(values, count + next, entry.size());
      for (byte q : chunk) {
        values[count++] = widened[q & 0xff];
      }
    }
    return values;
  }

  /** Doubles the room, so that a false claim costs no more than twice what has arrived. */
  private static float[] withRoom(float[] values, int needed, int claimed) {
    if (needed <= values.length) {
      return values;
    }
    return Arrays.copyOf(values, (int) Math.min(claimed, Math.max(needed, 2L * values.length)));
  }
}
