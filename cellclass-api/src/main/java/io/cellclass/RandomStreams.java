package io.cellclass;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random generators that depend on what they are for, and not on the thread or the order in which
 * they are used.
 */
public final class RandomStreams {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private RandomStreams() {}

  /**
   * A generator for one sample in one epoch.
   *
   * @param seed the seed of the whole run
   * @param epoch the epoch, or the number of the augmented view
   * @param sample the sample's id
   */
  public static RandomGenerator of(long seed, int epoch, String sample) {
    long state = mix(seed + GOLDEN_GAMMA);
    state = mix(state + epoch + GOLDEN_GAMMA);
    for (int i = 0; i < sample.length(); i++) {
      state = mix(state + sample.charAt(i) + GOLDEN_GAMMA);
    }
    return new SplittableRandom(state);
  }

  // The finaliser of MurmurHash3 (Stafford's variant 13), as in SplitMix64 (Steele et al. 2014).
  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
