package io.cellclass.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes one safetensors file. */
final class SafetensorsWriter {
  static final String METADATA = "__metadata__";

  private static final int ALIGNMENT = 8;
  private static final int CHUNK = 1 << 14;

  private final Map<String, Tensor> tensors;
  private final Map<String, EightBit> eightBit;
  private final Map<String, String> metadata;

  private SafetensorsWriter(
      Map<String, Tensor> tensors, Map<String, EightBit> eightBit, Map<String, String> metadata) {
    this.tensors = tensors;
    this.eightBit = eightBit;
    this.metadata = metadata;
  }

  /**
   * A writer.
   *
   * @param eightBit the tensors that are stored in 8 bits, which must reproduce them
   */
  static SafetensorsWriter of(
      Map<String, Tensor> tensors, Map<String, String> metadata, Map<String, EightBit> eightBit) {
    if (tensors.containsKey(METADATA)) {
      throw new IllegalArgumentException("a tensor cannot be called " + METADATA);
    }
    for (String key : metadata.keySet()) {
      if (key.startsWith(Safetensors.EIGHT_BIT_KEY)) {
        throw new IllegalArgumentException(
            "the metadata key " + key + " is kept for 8-bit tensors");
      }
    }
    Map<String, String> all = new TreeMap<>(metadata);
    eightBit.forEach((name, form) -> all.put(Safetensors.EIGHT_BIT_KEY + name, form.text()));
    return new SafetensorsWriter(new LinkedHashMap<>(tensors), eightBit, all);
  }

  /** A writer that stores in 8 bits what that reproduces to the last bit. */
  static SafetensorsWriter compact(Map<String, Tensor> tensors, Map<String, String> metadata) {
    Map<String, EightBit> eightBit = new HashMap<>();
    tensors.forEach(
        (name, tensor) -> EightBitFit.of(tensor).ifPresent(form -> eightBit.put(name, form)));
    return of(tensors, metadata, eightBit);
  }

  /** Writes the file; the same bytes each time. */
  void write(OutputStream out) throws IOException {
    byte[] header = header();
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      EightBit form = eightBit.get(entry.getKey());
      if (form == null) {
        writeFloats(entry.getValue(), out);
      } else {
        writeEightBit(entry.getValue(), form, out);
      }
    }
  }

  private byte[] header() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        begin = describe(json, entry.getKey(), entry.getValue(), begin);
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private long describe(JsonGenerator json, String name, Tensor tensor, long begin)
      throws IOException {
    SafetensorsEntry.Type type =
        eightBit.containsKey(name) ? SafetensorsEntry.Type.U8 : SafetensorsEntry.Type.F32;
    long end = begin + (long) tensor.size() * type.bytes;
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", type.name());
    json.writeFieldName("shape");
    json.writeArray(tensor.shape().toArray(), 0, tensor.shape().length());
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, end}, 0, 2);
    json.writeEndObject();
    return end;
  }

  private static void writeFloats(Tensor tensor, OutputStream out) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < tensor.size(); done += CHUNK) {
      int next = Math.min(CHUNK, tensor.size() - done);
      chunk.asFloatBuffer().put(tensor.asBuffer().slice(done, next));
      out.write(chunk.array(), 0, next * Float.BYTES);
    }
  }

  private static void writeEightBit(Tensor tensor, EightBit form, OutputStream out)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int done = 0; done < tensor.size(); done += CHUNK) {
      int next = Math.min(CHUNK, tensor.size() - done);
      for (int i = 0; i < next; i++) {
        chunk[i] = (byte) form.level(tensor.get(done + i));
      }
      out.write(chunk, 0, next);
    }
  }
}
