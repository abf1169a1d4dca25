package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePipelineTest {
  private static final int PATIENCE_SECONDS = 60;

  private final ImagePipeline pipeline = new ImagePipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @ParameterizedTest
  @CsvSource({"100, 7", "7, 7", "8, 7", "1, 7", "5, 1"})
  void resultsComeInTheOrderOfTheSamplesInBatches(int count, int size) throws IOException {
    List<List<String>> batches = new ArrayList<>();
    pipeline.run(samples(count), size, ImagePipelineTest::slowAtFirst, batches::add);
    assertThat(batches.stream().flatMap(List::stream).toList())
        .isEqualTo(samples(count).stream().map(Sample::id).toList());
    assertThat(batches).hasSize((count + size - 1) / size);
    assertThat(batches.subList(0, batches.size() - 1)).allSatisfy(b -> assertThat(b).hasSize(size));
  }

  /** Earlier samples have more to do, so that later ones would overtake them. */
  private static String slowAtFirst(Sample sample) {
    int number = Integer.parseInt(sample.id());
    for (int i = 0; i < 2000 / (1 + number % 7); i++) {
      Thread.onSpinWait();
    }
    return sample.id();
  }

  @Test
  void noSamplesMakeNoBatch() throws IOException {
    List<List<String>> batches = new ArrayList<>();
    pipeline.run(List.of(), 7, Sample::id, batches::add);
    assertThat(batches).isEmpty();
  }

  /** Were it not, the first batch would wait in vain for the second. */
  @Test
  void theNextBatchIsPreparedWhileOneIsUsed() throws IOException {
    CountDownLatch second = new CountDownLatch(1);
    List<Boolean> overlapped = new ArrayList<>();
    pipeline.run(
        samples(2),
        1,
        sample -> {
          if (sample.id().equals("1")) {
            second.countDown();
          }
          return sample.id();
        },
        batch -> overlapped.add(await(second)));
    assertThat(overlapped).containsExactly(true, true);
  }

  @Test
  void theErrorOfAnImageIsThrownAsItIs() {
    IOException unreadable = new IOException("torn");
    List<String> used = new ArrayList<>();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                pipeline.run(
                    samples(20),
                    4,
                    sample -> {
                      if (sample.id().equals("9")) {
                        throw unreadable;
                      }
                      return sample.id();
                    },
                    used::addAll))
        .isSameAs(unreadable);
    assertThat(used).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void aFailureThatIsNoErrorOfAFileComesOutAsItIs() {
    RuntimeException failure = new RuntimeException("a broken augmentation");
    assertThatThrownBy(
            () ->
                pipeline.run(
                    samples(3),
                    2,
                    sample -> {
                      throw failure;
                    },
                    batch -> {}))
        .isSameAs(failure);
  }

  @Test
  void anInterruptEndsTheRunAndStaysSet() {
    CountDownLatch never = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedIOException.class)
        .isThrownBy(() -> pipeline.run(samples(3), 2, sample -> await(never), batch -> {}));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatTheConsumerThrowsEndsTheRun() {
    RuntimeException enough = new RuntimeException("enough");
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(
            () ->
                pipeline.run(
                    samples(9),
                    2,
                    Sample::id,
                    batch -> {
                      throw enough;
                    }))
        .isSameAs(enough);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<Sample> samples(int count) {
    ImageSource image = ImageSource.of("image", RgbImage.of(1, 1, new byte[3]));
    return IntStream.range(0, count)
        .mapToObj(i -> new Sample(Integer.toString(i), new Label("cell"), image))
        .toList();
  }
}
