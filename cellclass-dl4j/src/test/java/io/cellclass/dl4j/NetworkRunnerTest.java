package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cellclass.network.Network;
import io.cellclass.network.RandomNetworks;
import io.cellclass.network.ReferenceEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRunnerTest {
  /** Of the largest value of an output: float32 in a dozen layers of short sums. */
  private static final double TOLERANCE = 1e-5;

  private static final int PATIENCE_MILLIS = 60_000;

  /** A network with several outputs. */
  private static final Network NETWORK = severalOutputs();

  private static Network severalOutputs() {
    for (long seed = 0; ; seed++) {
      Network network = RandomNetworks.of(seed);
      if (network.outputs().size() > 2) {
        return network;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16})
  void everyImageHasItsOwnValuesOfEveryOutput(int count) {
    float[] input = RandomNetworks.input(NETWORK, count, count);
    Map<String, double[]> expected = ReferenceEngine.run(NETWORK, input, count);
    try (NetworkRunner runner = new NetworkRunner(NETWORK)) {
      List<float[][]> found = runner.run(images(input, count));
      assertThat(found).hasSize(count);
      for (int i = 0; i < count; i++) {
        assertThat(found.get(i)).hasNumberOfRows(NETWORK.outputs().size());
        for (int output = 0; output < NETWORK.outputs().size(); output++) {
          double[] all = expected.getOrDefault(NETWORK.outputs().get(output), new double[0]);
          int length = all.length / count;
          assertClose(found.get(i)[output], Arrays.copyOfRange(all, i * length, (i + 1) * length));
        }
      }
    }
  }

  private static void assertClose(float[] found, double[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i])
          .isCloseTo(expected[i], Offset.offset(TOLERANCE * Math.max(1, largest)));
    }
  }

  @Test
  void moreImagesThanABatchHoldsAreRefused() {
    List<float[]> images = images(RandomNetworks.input(NETWORK, 17, 1), 17);
    try (NetworkRunner runner = new NetworkRunner(NETWORK)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> runner.run(images))
          .withMessageContaining("16")
          .withMessageContaining("17");
    }
  }

  @Test
  void theImagesAreLeftAsTheyAre() {
    float[] input = RandomNetworks.input(NETWORK, 3, 1);
    List<float[]> images = images(input, 3);
    try (NetworkRunner runner = new NetworkRunner(NETWORK)) {
      runner.run(images);
    }
    assertThat(images).usingElementComparator(Arrays::compare).isEqualTo(images(input, 3));
  }

  @Test
  void aClosedRunnerRefuses() {
    NetworkRunner runner = new NetworkRunner(NETWORK);
    runner.requireOpen();
    runner.close();
    runner.close();
    List<float[]> images = images(RandomNetworks.input(NETWORK, 1, 1), 1);
    assertThatIllegalStateException().isThrownBy(runner::requireOpen);
    assertThatIllegalStateException()
        .isThrownBy(() -> runner.run(images))
        .withMessageContaining("closed");
  }

  @Test
  void manyMayCloseItAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 3; round++) {
        NetworkRunner runner = new NetworkRunner(NETWORK);
        Callable<Boolean> closing =
            () -> {
              runner.close();
              return true;
            };
        for (Future<Boolean> closed : threads.invokeAll(Collections.nCopies(8, closing))) {
          assertThat(closed.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void closingEndsTheThread() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    NetworkRunner runner = new NetworkRunner(NETWORK);
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("cellclass-dl4j"))
        .forEach(threads::add);
    assertThat(threads).isNotEmpty();
    runner.close();
    for (Thread thread : threads) {
      thread.join(PATIENCE_MILLIS);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static List<float[]> images(float[] input, int count) {
    int length = input.length / count;
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(Arrays.copyOfRange(input, i * length, (i + 1) * length));
    }
    return images;
  }
}
