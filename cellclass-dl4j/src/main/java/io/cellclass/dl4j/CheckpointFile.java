package io.cellclass.dl4j;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.hash.HashingOutputStream;
import io.cellclass.network.MalformedWeightsException;
import io.cellclass.network.Safetensors;
import io.cellclass.network.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@link TrainingState} as a safetensors file, with the settings of its training. {@code
 * docs/checkpoint-format.md} tells every detail.
 *
 * @param settings what a training that goes on must have in common
 * @param state where it goes on
 */
record CheckpointFile(Map<String, String> settings, TrainingState state) {
  private static final String SHA_256 = "sha256";
  private static final String PARAMETERS = "parameters";
  private static final String BEST = "best";
  private static final String OPTIMIZER = "optimizer/";

  CheckpointFile {
    settings = Map.copyOf(settings);
  }

  /** Writes the file as a whole or not at all. */
  void write(Path file) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(PARAMETERS, state.parameters());
    tensors.put(BEST, state.best());
    new TreeMap<>(state.optimizer()).forEach((name, row) -> tensors.put(OPTIMIZER + name, row));
    Map<String, String> metadata = CheckpointText.of(settings, state);
    metadata.put(SHA_256, sha256(tensors, metadata).toString());
    Safetensors.write(file, tensors, metadata);
  }

  /**
   * Reads a file.
   *
   * @throws MalformedCheckpointException if it is not what {@link #write} writes, to the last bit
   * @throws IOException if it cannot be read
   */
  static CheckpointFile read(Path file) throws IOException {
    try (HashingInputStream in =
        new HashingInputStream(
            Hashing.sha256(), new BufferedInputStream(Files.newInputStream(file)))) {
      Safetensors content = Safetensors.read(in, Files.size(file));
      Map<String, Tensor> tensors = content.tensors();
      Map<String, String> metadata = new TreeMap<>(content.metadata());
      // The same content can be written in several ways: only one of them is ours.
      requireEqual("the file", sha256(tensors, metadata), in.hash());
      String claimed = CheckpointText.take(metadata, SHA_256);
      requireEqual("the content", HashCode.fromString(claimed), sha256(tensors, metadata));
      return of(tensors, metadata);
    } catch (MalformedWeightsException | IllegalArgumentException e) {
      throw new MalformedCheckpointException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireEqual(String what, HashCode expected, HashCode found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          "expected the SHA-256 of " + what + " to be " + expected + ", found " + found);
    }
  }

  private static CheckpointFile of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    Map<String, Tensor> optimizer = new LinkedHashMap<>(tensors);
    Tensor parameters = row(optimizer, PARAMETERS);
    Tensor best = row(optimizer, BEST);
    Map<String, Tensor> rows = new LinkedHashMap<>();
    optimizer.forEach(
        (name, row) -> {
          if (!name.startsWith(OPTIMIZER)) {
            throw new IllegalArgumentException("expected no tensor called " + name);
          }
          rows.put(name.substring(OPTIMIZER.length()), row);
        });
    return CheckpointText.parse(metadata, parameters, best, rows);
  }

  private static Tensor row(Map<String, Tensor> tensors, String name) {
    Tensor row = tensors.remove(name);
    if (row == null) {
      throw new IllegalArgumentException("the tensor " + name + " is missing");
    }
    return row;
  }

  static HashCode sha256(Map<String, Tensor> tensors, Map<String, String> metadata) {
    HashingOutputStream out =
        new HashingOutputStream(Hashing.sha256(), OutputStream.nullOutputStream());
    try {
      Safetensors.write(out, tensors, metadata);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written anywhere", e);
    }
    return out.hash();
  }
}
