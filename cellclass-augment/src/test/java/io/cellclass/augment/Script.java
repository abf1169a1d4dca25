package io.cellclass.augment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/** Chance that has been agreed on: the numbers that {@code nextDouble} and {@code nextInt} give. */
final class Script implements RandomGenerator {
  private final Deque<Double> numbers = new ArrayDeque<>();

  Script(double... numbers) {
    for (double number : numbers) {
      this.numbers.add(number);
    }
  }

  @Override
  public double nextDouble() {
    return numbers.remove();
  }

  @Override
  public int nextInt(int bound) {
    return numbers.remove().intValue();
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("not in the script");
  }
}
