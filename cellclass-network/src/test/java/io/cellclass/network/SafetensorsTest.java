package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsTest {
  private static final long LIMIT = 1 << 20;

  @Property(tries = 300)
  void whatWasWrittenIsReadInTheSameOrder(@ForAll long seed) throws IOException {
    Map<String, Tensor> tensors = tensors(new Random(seed));
    Map<String, String> metadata =
        Map.of("source", "Zürich \uD83D\uDD2C \"quoted\"\n", "", "empty key");
    Safetensors read = read(write(tensors, metadata));
    assertThat(read.tensors()).containsExactlyEntriesOf(tensors);
    assertThat(read.metadata()).isEqualTo(metadata);
  }

  @Property(tries = 300)
  void compactFormIsLosslessForAnyValues(@ForAll long seed) throws IOException {
    Map<String, Tensor> tensors = tensors(new Random(seed));
    assertThat(read(compact(tensors)).tensors()).containsExactlyEntriesOf(tensors);
  }

  @Property(tries = 300)
  void compactFormTakesOneByteForEachValueThatCameFromEightBits(@ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    double scale = Math.scalb(1 + random.nextDouble(), random.nextInt(40) - 20);
    double minimum =
        random.nextBoolean() ? -(scale * random.nextInt(256)) : scale * 100 * random.nextDouble();
    float[] values = new float[5000];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (float) (minimum + scale * random.nextInt(i < 2500 ? 256 : 1 + random.nextInt(256)));
    }
    Map<String, Tensor> tensors = Map.of("w", Tensor.of(values, 50, 100));
    byte[] file = compact(tensors);
    assertThat(file).hasSizeLessThan(values.length + 300);
    assertThat(read(file).tensors()).isEqualTo(tensors);
  }

  @Test
  void compactFormHoldsConstantsAndSpecialValues() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("constant", Tensor.of(new float[] {0.3f, 0.3f, 0.3f}, 3));
    tensors.put("zero", Tensor.of(new float[] {0, 0}, 2));
    tensors.put("minus zero", Tensor.of(new float[] {-0f, 1}, 2));
    tensors.put("infinite", Tensor.of(new float[] {Float.NEGATIVE_INFINITY, 1}, 2));
    tensors.put("no number", Tensor.of(new float[] {1, Float.NaN}, 2));
    tensors.put("largest", Tensor.of(new float[] {-Float.MAX_VALUE, Float.MAX_VALUE}, 2));
    tensors.put("smallest", Tensor.of(new float[] {Float.MIN_VALUE, 3 * Float.MIN_VALUE}, 2));
    assertThat(read(compact(tensors)).tensors()).containsExactlyEntriesOf(tensors);
  }

  @Test
  void bytesAreThoseOfTheFormat() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", Tensor.of(new float[] {1, -2}, 1, 2));
    tensors.put("a", Tensor.of(new float[] {0.5f}));
    String header =
        "{\"__metadata__\":{\"k\":\"v\",\"l\":\"w\"},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}";
    byte[] expected =
        file(header, new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0, 0, 0, 0, 0x3f});
    assertThat(write(tensors, Map.of("l", "w", "k", "v"))).isEqualTo(expected);
    assertThat(read(expected).tensors()).containsExactlyEntriesOf(tensors);
  }

  @Test
  void eightBitValuesAreWidenedByScaleAndMinimum() throws IOException {
    String header =
        """
        {"q": {"shape": [3], "dtype": "U8", "data_offsets": [0, 3]}, "__metadata__": {"u8:q": "0.25 -1.0"}}""";
    Safetensors read = read(file(header, new byte[] {0, 4, (byte) 255}));
    assertThat(read.tensors())
        .containsExactly(Map.entry("q", Tensor.of(new float[] {-1, 0, 62.75f}, 3)));
    assertThat(read.metadata()).isEmpty();
  }

  @Test
  void tensorsMayStandInAnotherOrderThanTheirValues() throws IOException {
    String header =
        """
        {"late": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]},
         "early": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}""";
    assertThat(read(file(header, new byte[8])).tensors()).containsOnlyKeys("early", "late");
  }

  @Test
  void streamThatGivesSingleBytesIsReadToo() throws IOException {
    Map<String, Tensor> tensors = tensors(new Random(5));
    InputStream slow =
        new ByteArrayInputStream(write(tensors, Map.of())) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(1, length));
          }
        };
    assertThat(Safetensors.read(slow, LIMIT).tensors()).isEqualTo(tensors);
  }

  @Test
  void nothingIsReadBeyondTheLimit() throws IOException {
    byte[] file = write(Map.of("a", Tensor.of(new float[10], 10)), Map.of());
    assertThat(Safetensors.read(new ByteArrayInputStream(file), file.length).tensors()).hasSize(1);
    for (int limit = 0; limit < file.length; limit++) {
      int most = limit;
      assertThatThrownBy(() -> Safetensors.read(new ByteArrayInputStream(file), most))
          .isInstanceOf(MalformedWeightsException.class);
    }
  }

  @Test
  void everyTruncationAndEveryAppendedByteIsNoticed() throws IOException {
    byte[] file = compact(tensors(new Random(6)));
    for (int length = 0; length < file.length; length += 1 + length / 50) {
      byte[] shorter = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(shorter)).isInstanceOf(MalformedWeightsException.class);
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length + 1)))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessageContaining("follow");
  }

  @Test
  void aFileIsWrittenAsAWholeOverWhatWasThere(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("weights.safetensors"), new byte[9999]);
    Map<String, Tensor> tensors = Map.of("a", Tensor.of(new float[] {1, 2}, 2));
    Safetensors.write(file, tensors, Map.of("key", "value"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Safetensors.write(bytes, tensors, Map.of("key", "value"));
    assertThat(file).hasBinaryContent(bytes.toByteArray());

    assertThatThrownBy(() -> Safetensors.write(file, tensors, Map.of("u8:a", "1 0")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).hasBinaryContent(bytes.toByteArray());
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void reservedNamesAreRefused() {
    Tensor tensor = Tensor.of(new float[1], 1);
    assertThatThrownBy(() -> write(Map.of("__metadata__", tensor), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write(Map.of("a", tensor), Map.of("u8:a", "1.0 0.0")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Values of every kind; some tensors look as if widened from 8 bits. */
  private static Map<String, Tensor> tensors(Random random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int count = random.nextInt(5);
    for (int t = 0; t < count; t++) {
      int rows = 1 + random.nextInt(5);
      int columns = 1 + random.nextInt(50);
      boolean coarse = random.nextBoolean();
      float[] values = new float[rows * columns];
      for (int i = 0; i < values.length; i++) {
        values[i] = coarse ? random.nextInt(300) / 7f - 10 : Float.intBitsToFloat(random.nextInt());
      }
      tensors.put("tensor/" + random.nextInt() + "\u00e9", Tensor.of(values, rows, columns));
    }
    return tensors;
  }

  private static byte[] write(Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, tensors, metadata);
    return out.toByteArray();
  }

  private static byte[] compact(Map<String, Tensor> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.writeCompact(out, tensors, Map.of());
    return out.toByteArray();
  }

  private static Safetensors read(byte[] file) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(file), LIMIT);
  }

  private static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    byte[] spaces = new byte[padded - json.length];
    Arrays.fill(spaces, (byte) ' ');
    return ByteBuffer.allocate(8 + padded + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(padded)
        .put(json)
        .put(spaces)
        .put(data)
        .array();
  }
}
