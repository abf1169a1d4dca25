package io.cellclass.dl4j;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The checkpoints that a training goes on from and leaves. */
final class Checkpoints {
  private static final String FILES = "epoch-*.safetensors";

  /**
   * What {@link io.cellclass.network.Safetensors#write(Path, Map, Map)} leaves of a checkpoint when
   * it is killed. Temporary files of other names may be being written by somebody else.
   */
  private static final String LEFTOVERS = ".cellclass-" + FILES + "-*.tmp";

  /** A checkpoint that a training goes on from. */
  record Found(Path file, TrainingState state) {}

  private final CheckpointPlan plan;
  private final Map<String, String> settings;

  Checkpoints(CheckpointPlan plan, Map<String, String> settings) {
    this.plan = plan;
    this.settings = Map.copyOf(settings);
  }

  /** A training's that neither leaves checkpoints nor goes on from one. */
  static Checkpoints none() {
    return new Checkpoints(CheckpointPlan.NONE, Map.of());
  }

  /** The checkpoints in a folder, from the first epoch to the last. */
  static List<Path> in(Path folder) throws IOException {
    return matching(folder, FILES);
  }

  private static List<Path> matching(Path folder, String pattern) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
      stream.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(files);
    return files;
  }

  /**
   * Where to go on; empty to start anew.
   *
   * @throws CheckpointMismatchException if the checkpoint is of a training with other settings
   * @throws MalformedCheckpointException if it is damaged; of a folder, if each is
   */
  Optional<Found> resumed() throws IOException {
    Optional<Read> read = newest();
    if (read.isEmpty()) {
      return Optional.empty();
    }
    SortedSet<String> names = new TreeSet<>(settings.keySet());
    names.addAll(read.get().content().settings().keySet());
    requireEqual(read.get(), names);
    return Optional.of(new Found(read.get().file(), read.get().content().state()));
  }

  /** Refuses what {@link #resumed} would, as far as these settings tell: before anything else. */
  void requireResumable() throws IOException {
    Optional<Read> read = newest();
    if (read.isPresent()) {
      requireEqual(read.get(), new TreeSet<>(settings.keySet()));
    }
  }

  private void requireEqual(Read read, SortedSet<String> names) throws CheckpointMismatchException {
    for (String name : names) {
      String was = read.content().settings().getOrDefault(name, "not set");
      String is = settings.getOrDefault(name, "not set");
      if (!was.equals(is)) {
        throw new CheckpointMismatchException(read.file(), name, was, is);
      }
    }
  }

  private record Read(Path file, CheckpointFile content) {
    static Read of(Path file) throws IOException {
      return new Read(file, CheckpointFile.read(file));
    }
  }

  private Optional<Read> newest() throws IOException {
    Path from = plan.resume();
    if (from == null) {
      return Optional.empty();
    }
    if (!Files.isDirectory(from)) {
      return Optional.of(Read.of(from));
    }
    List<Path> files = in(from);
    Collections.reverse(files);
    MalformedCheckpointException malformed = null;
    for (Path file : files) {
      try {
        return Optional.of(Read.of(file));
      } catch (MalformedCheckpointException e) {
        malformed = joined(malformed, e);
      }
    }
    if (malformed != null) {
      throw malformed;
    }
    return Optional.empty();
  }

  private static MalformedCheckpointException joined(
      @Nullable MalformedCheckpointException first, MalformedCheckpointException next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }

  /**
   * Writes a checkpoint, and deletes those that are no longer among the newest.
   *
   * @param state asked for only where there is somewhere to write
   * @throws InterruptedIOException if the thread is interrupted; the checkpoints before are intact
   */
  void write(Supplier<TrainingState> state) throws IOException {
    Path folder = plan.folder();
    if (folder == null) {
      return;
    }
    TrainingLoop.requireNotInterrupted();
    TrainingState now = state.get();
    Path file =
        folder.resolve(String.format(Locale.ROOT, "epoch-%06d.safetensors", now.history().size()));
    try {
      new CheckpointFile(settings, now).write(file);
    } catch (ClosedByInterruptException e) {
      InterruptedIOException stopped =
          new InterruptedIOException("interrupted while a checkpoint was written");
      stopped.initCause(e);
      throw stopped;
    }
    prune(folder, file);
  }

  /** Checkpoints of later epochs, which a training has gone back behind, stay. */
  private void prune(Path folder, Path newest) throws IOException {
    List<Path> files = in(folder);
    int end = files.indexOf(newest) + 1;
    for (Path file : files.subList(0, Math.max(0, end - plan.keep()))) {
      Files.deleteIfExists(file);
    }
    for (Path leftover : matching(folder, LEFTOVERS)) {
      Files.deleteIfExists(leftover);
    }
  }
}
