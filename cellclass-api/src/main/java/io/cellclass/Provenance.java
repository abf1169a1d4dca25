package io.cellclass;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Instant;
import java.util.Map;

/**
 * How a model came to be. It travels in every bundle and export.
 *
 * @param dataHash SHA-256, as 64 hexadecimal digits, over the training and validation samples:
 *     their ids, labels and pixels in order
 * @param seed the seed of all chance in the training
 * @param settings what the trainer was told and what it chose, by name
 * @param environment the software and machine that trained, by name
 * @param created when the training ended
 */
public record Provenance(
    String dataHash,
    long seed,
    Map<String, String> settings,
    Map<String, String> environment,
    Instant created) {
  /** Copies the maps, in the order of their keys. */
  public Provenance {
    settings = ImmutableSortedMap.copyOf(settings);
    environment = ImmutableSortedMap.copyOf(environment);
  }
}
