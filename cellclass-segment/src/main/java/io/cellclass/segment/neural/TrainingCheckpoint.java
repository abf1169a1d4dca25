package io.cellclass.segment.neural;

import io.cellclass.network.Network;
import io.cellclass.network.Safetensors;
import io.cellclass.network.Tensor;
import io.cellclass.network.TrainingSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a training as a file of safetensors.
 *
 * @param file where
 * @param conditions what the training must have in common with the one that it goes on from
 */
record TrainingCheckpoint(Path file, String conditions) {
  private static final String STATE = "state/";
  private static final String BEST = "best/";
  private static final String EPOCH = "epoch";
  private static final String LOWEST = "lowest";
  private static final String CONDITIONS = "conditions";
  private static final long MOST_BYTES = 1L << 31;

  /** Goes on from the file, if it is there. */
  Optional<TrainingProgress> resume(TrainingSession session) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      Safetensors read = Safetensors.read(in, MOST_BYTES);
      String found = read.metadata().getOrDefault(CONDITIONS, "");
      if (!found.equals(conditions)) {
        throw new IOException(
            file
                + ": a checkpoint of another training: expected "
                + conditions
                + ", found "
                + found);
      }
      session.restore(part(read.tensors(), STATE));
      Network network = session.network();
      Network best =
          Network.of(
              network.input(), network.nodes(), network.outputs(), part(read.tensors(), BEST));
      return Optional.of(
          new TrainingProgress(
              Integer.parseInt(read.metadata().getOrDefault(EPOCH, "")),
              Double.parseDouble(read.metadata().getOrDefault(LOWEST, "")),
              best));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": not a checkpoint of this training: " + e.getMessage(), e);
    }
  }

  private static Map<String, Tensor> part(Map<String, Tensor> tensors, String prefix) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), tensor);
          }
        });
    return part;
  }

  void write(TrainingSession session, TrainingProgress progress) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    session.state().forEach((name, tensor) -> tensors.put(STATE + name, tensor));
    progress.best().weights().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
    Safetensors.write(
        file,
        tensors,
        Map.of(
            EPOCH,
            Integer.toString(progress.epoch()),
            LOWEST,
            Double.toString(progress.lowest()),
            CONDITIONS,
            conditions));
  }
}
