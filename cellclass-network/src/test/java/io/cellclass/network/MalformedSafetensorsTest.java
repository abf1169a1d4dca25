package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MalformedSafetensorsTest {
  private static final long LIMIT = 1L << 40;
  private static final int MUTANTS = 5000;

  /** For the parser and a few buffers; what the files claim is a thousand times more. */
  private static final long MOST_ALLOCATED_BYTES = 4 << 20;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | header",
        "null | header",
        "7 | header",
        "{ | JSON",
        "{} x | no valid JSON",
        "{}{} | follows",
        "{'a': 1} | START_OBJECT",
        "{'a': {}} | needs",
        "{'a': {'dtype': 'F32', 'shape': [1]}} | needs",
        "{'a': {'dtype': 'F16', 'shape': [2], 'data_offsets': [0, 4]}} | F16",
        "{'a': {'dtype': 32, 'shape': [1], 'data_offsets': [0, 4]}} | type",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4], 'more': 1}} | more",
        "{'a': {'dtype': 'F32', 'shape': 1, 'data_offsets': [0, 4]}} | START_ARRAY",
        "{'a': {'dtype': 'F32', 'shape': [1.0], 'data_offsets': [0, 4]}} | shape",
        "{'a': {'dtype': 'F32', 'shape': [[1]], 'data_offsets': [0, 4]}} | shape",
        "{'a': {'dtype': 'F32', 'shape': [-1], 'data_offsets': [0, 4]}} | -1",
        "{'a': {'dtype': 'F32', 'shape': [0], 'data_offsets': [0, 0]}} | impossible",
        "{'a': {'dtype': 'F32', 'shape': [4294967296, 4294967296], 'data_offsets': [0, 4]}} | impossible",
        "{'a': {'dtype': 'F32', 'shape': [99999999999999999999], 'data_offsets': [0, 4]}} | 99999",
        "{'a': {'dtype': 'F32', 'shape': [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1], 'data_offsets': [0, 4]}} | too many",
        "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 4]}} | 8 bytes",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 0]}} | 4 bytes",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0]}} | 4 bytes",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4, 8]}} | 4 bytes",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 9223372036854775808]}} | 9223372036854775808",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 8]}} | begins at byte 4",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}, 'b': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}} | begins at byte 0",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}, 'b': {'dtype': 'F32', 'shape': [1], 'data_offsets': [5, 9]}} | begins at byte 5",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}, 'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 8]}} | Duplicate",
        "{'a': {'dtype': 'F32', 'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}} | Duplicate",
        "{'__metadata__': {'k': 1}} | VALUE_STRING",
        "{'__metadata__': {'k': 'a', 'k': 'b'}} | Duplicate",
        "{'__metadata__': []} | __metadata__",
        "{'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [0, 4]}} | no valid scale",
        "{'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [0, 4]}, '__metadata__': {'u8:a': '1.0'}} | no valid scale",
        "{'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [0, 4]}, '__metadata__': {'u8:a': '-1.0 0.0'}} | no valid scale",
        "{'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [0, 4]}, '__metadata__': {'u8:a': 'NaN 0.0'}} | no valid scale",
        "{'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [0, 4]}, '__metadata__': {'u8:a': '1.0E38 0.0'}} | no valid scale",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}, '__metadata__': {'u8:a': '1.0 0.0'}} | no 8-bit tensor"
      })
  void brokenHeaderIsNamed(String header, String message) {
    byte[] file = file(header.replace('\'', '"').getBytes(StandardCharsets.UTF_8), new byte[4]);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void headerMustBeUtf8() {
    assertThatThrownBy(() -> read(file(new byte[] {'{', '"', (byte) 0xff, '"', '}'}, new byte[0])))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void deeplyNestedHeaderIsRefused() {
    byte[] nested = ("{\"a\":{\"shape\":" + "[".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(file(nested, new byte[0])))
        .isInstanceOf(MalformedWeightsException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, (16 << 20) + 1, 16 << 20, 1000})
  void headerLengthIsNotBelieved(long length) {
    byte[] file = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    assertRefusedWithoutAllocating(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a': {'dtype': 'F32', 'shape': [2000000000], 'data_offsets': [0, 8000000000]}}",
        "{'a': {'dtype': 'F32', 'shape': [2500000000], 'data_offsets': [0, 10000000000]}}",
        "{'a': {'dtype': 'U8', 'shape': [2147483647], 'data_offsets': [0, 2147483647]}, '__metadata__': {'u8:a': '1.0 0.0'}}"
      })
  void sizeOfATensorIsNotBelieved(String header) {
    assertRefusedWithoutAllocating(
        file(header.replace('\'', '"').getBytes(StandardCharsets.UTF_8), new byte[1000]));
  }

  @Test
  void mutatedFilesAreRefusedOrRead() throws IOException {
    byte[] original = original();
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutant(original, random);
      try {
        read(mutant);
      } catch (MalformedWeightsException e) {
        assertThat(e).hasMessageMatching("(?s).{10,600}");
        refused++;
      }
    }
    assertThat(refused).isBetween(MUTANTS / 4, MUTANTS);
  }

  private static byte[] original() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("conv/kernel", Tensor.of(new float[] {0, 0.5f, 1, 1.5f, 2, 127.5f}, 1, 2, 3));
    tensors.put("conv/bias", Tensor.of(new float[] {0.1f, 7.77f, 3.14159f}, 3));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.writeCompact(out, tensors, Map.of("source", "a test"));
    return out.toByteArray();
  }

  /** One to four edits: a bit, a byte, a digit, a cut, an insertion, a doubled stretch. */
  private static byte[] mutant(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      int at = random.nextInt(Math.max(1, bytes.length));
      int length = Math.min(bytes.length - at, 1 + random.nextInt(20));
      switch (bytes.length == 0 ? 4 : random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) ('0' + random.nextInt(10));
        case 3 ->
            bytes =
                join(
                    Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
        case 4 ->
            bytes =
                join(
                    Arrays.copyOf(bytes, at),
                    new byte[] {(byte) random.nextInt()},
                    Arrays.copyOfRange(bytes, Math.min(at, bytes.length), bytes.length));
        default ->
            bytes =
                join(
                    Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
      }
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static void assertRefusedWithoutAllocating(byte[] file) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> read(file)).isInstanceOf(MalformedWeightsException.class);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED_BYTES);
  }

  private static Safetensors read(byte[] file) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(file), LIMIT);
  }

  private static byte[] file(byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data)
        .array();
  }
}
