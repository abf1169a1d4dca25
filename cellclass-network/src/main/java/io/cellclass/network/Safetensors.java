package io.cellclass.network;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a safetensors file holds: named tensors and free metadata. Immutable and safe for concurrent
 * use.
 *
 * <p>The format: eight bytes give the length of the header, little-endian; the header is a JSON
 * object in UTF-8, padded with spaces to a multiple of eight bytes; the rest are the tensors'
 * values, little-endian, without gaps. Each member of the header describes a tensor:
 *
 * <pre>{@code
 * "conv2d_1/kernel": {"dtype": "F32", "shape": [32, 3, 3, 3], "data_offsets": [0, 3456]}
 * }</pre>
 *
 * <p>except {@code __metadata__}, an object of strings. Two types are known here:
 *
 * <ul>
 *   <li>{@code F32}: float32.
 *   <li>{@code U8}: bytes q from 0 to 255 that stand for {@code (float) (minimum + scale * q)},
 *       computed in double precision. Scale and minimum stand in {@code __metadata__} under {@code
 *       u8:} and the tensor's name: two decimal numbers with a space between, such as {@code
 *       "u8:conv2d_1/kernel": "0.0078125 -1.0"}. Without them a U8 tensor is refused. Metadata keys
 *       that start with {@code u8:} serve for nothing else.
 * </ul>
 */
public final class Safetensors {
  /** What the metadata keys that belong to 8-bit tensors start with. */
  static final String EIGHT_BIT_KEY = "u8:";

  private final ImmutableMap<String, Tensor> tensors;
  private final ImmutableSortedMap<String, String> metadata;

  Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.tensors = ImmutableMap.copyOf(tensors);
    this.metadata = ImmutableSortedMap.copyOf(metadata);
  }

  /**
   * The tensors by their names, in the order of their values in the file. 8-bit values have been
   * widened to float32.
   */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /** The metadata, sorted by key, without what belongs to 8-bit tensors. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Reads a file to its end. Memory is taken as bytes arrive, not as the header claims.
   *
   * @param in where the file stands; not closed
   * @param limit the most bytes that the file may have; the tensors take at most four times as much
   *     memory
   * @throws MalformedWeightsException if the file is larger, truncated, or breaks the format: an
   *     unknown type, a name given twice, a side that is not positive, gaps or overlaps between the
   *     values, values behind the last
   * @throws IOException if reading fails
   */
  public static Safetensors read(InputStream in, long limit) throws IOException {
    return new SafetensorsReader(in, limit).read();
  }

  /**
   * Writes tensors as float32. The same tensors and metadata give the same bytes.
   *
   * @param out where to; neither flushed nor closed
   * @param tensors the tensors, written in this order
   * @param metadata the metadata, written in the order of the keys
   * @throws IllegalArgumentException if a tensor is called {@code __metadata__}, or a metadata key
   *     starts with {@code u8:}
   * @throws IOException if writing fails
   */
  public static void write(
      OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    SafetensorsWriter.of(tensors, metadata, Map.of()).write(out);
  }

  /**
   * Writes tensors as float32 into a file: to a temporary file beside it, called {@code
   * .cellclass-*.tmp}, which takes its place only when it is whole and on the disk. On failure the
   * file stays as it was and the temporary one is removed; a process that is killed may leave it.
   *
   * @param file the file; overwritten where it exists
   * @param tensors the tensors, written in this order
   * @param metadata the metadata, written in the order of the keys
   * @throws IllegalArgumentException if a tensor is called {@code __metadata__}, or a metadata key
   *     starts with {@code u8:}
   * @throws java.nio.file.NoSuchFileException if the file's folder does not exist
   * @throws IOException if the file is a folder, or cannot be written
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    SafetensorsWriter writer = SafetensorsWriter.of(tensors, metadata, Map.of());
    AtomicFile.write(file, writer::write);
  }

  /**
   * Writes tensors in 8 bits where that gives back every value to the last bit, as it does for
   * values that were widened from 8 bits, and as float32 otherwise. The same tensors and metadata
   * give the same bytes.
   *
   * @param out where to; neither flushed nor closed
   * @param tensors the tensors, written in this order
   * @param metadata the metadata, written in the order of the keys
   * @throws IllegalArgumentException if a tensor is called {@code __metadata__}, or a metadata key
   *     starts with {@code u8:}
   * @throws IOException if writing fails
   */
  public static void writeCompact(
      OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    SafetensorsWriter.compact(tensors, metadata).write(out);
  }
}
