package io.cellclass;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the images of some data sets on all cores, of which few are in memory at a time. */
final class FingerprintReader {
  /** Between two of them an interrupt is noticed, and progress told. */
  private static final int BATCH = 64;

  private final Map<String, Dataset> parts;
  private final EvaluationListener listener;
  private final int total;
  private int done;

  private record Reading(
      Sample sample, @Nullable Fingerprint fingerprint, @Nullable IOException problem) {}

  FingerprintReader(Map<String, Dataset> parts, EvaluationListener listener) {
    this.parts = parts;
    this.listener = listener;
    this.total = parts.values().stream().mapToInt(Dataset::size).sum();
  }

  /** The images of each part that could be read, in their order. */
  List<List<Fingerprint>> read() throws IOException {
    List<List<Fingerprint>> byPart = new ArrayList<>();
    for (Map.Entry<String, Dataset> part : parts.entrySet()) {
      byPart.add(read(part.getKey(), part.getValue().samples()));
    }
    return byPart;
  }

  private List<Fingerprint> read(String part, List<Sample> samples) throws IOException {
    List<Fingerprint> fingerprints = new ArrayList<>(samples.size());
    for (int from = 0; from < samples.size(); from += BATCH) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while images were read");
      }
      List<Sample> batch = samples.subList(from, Math.min(from + BATCH, samples.size()));
      for (Reading reading : batch.parallelStream().map(sample -> reading(part, sample)).toList()) {
        take(reading, fingerprints);
      }
      done += batch.size();
      listener.progressed(done, total);
    }
    return fingerprints;
  }

  private static Reading reading(String part, Sample sample) {
    try {
      return new Reading(sample, Fingerprint.of(part, sample), null);
    } catch (IOException problem) {
      return new Reading(sample, null, problem);
    }
  }

  private void take(Reading reading, List<Fingerprint> fingerprints) throws IOException {
    if (reading.fingerprint() != null) {
      fingerprints.add(reading.fingerprint());
    } else if (reading.problem() instanceof ClosedByInterruptException
        || reading.problem() instanceof InterruptedIOException) {
      throw reading.problem();
    } else if (reading.problem() != null) {
      listener.unreadable(reading.sample(), reading.problem());
    }
  }
}
