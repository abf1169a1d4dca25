package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamedClassificationTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final ClassifierByRed classifier = new ClassifierByRed(LabelSet.of("a", "b"));

  /** An image of so many pixels in a row, of the first label or the second. */
  private static ImageSource source(String name, int width, int red) {
    byte[] pixels = new byte[3 * width];
    pixels[0] = (byte) red;
    return ImageSource.of(name, RgbImage.of(width, 1, pixels));
  }

  private static ImageSource broken(String name, IOException problem) {
    return new ImageSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public RgbImage read() throws IOException {
        throw problem;
      }
    };
  }

  /** Logs what it is told. */
  private final class Log implements ClassificationListener {
    @Override
    public void classified(ImageSource source, Prediction prediction) {
      log.add(source.name() + prediction.label());
    }

    @Override
    public void unreadable(ImageSource source, IOException problem) {
      log.add(source.name() + " " + problem.getMessage());
    }
  }

  @Test
  void eachImageIsToldOfInItsOrder() throws IOException {
    List<ImageSource> sources = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      if (i % 7 == 3) {
        sources.add(broken(i + ":", new IOException("no image")));
        expected.add(i + ": no image");
      } else {
        sources.add(source(i + ":", 1, i % 2));
        expected.add(i + ":" + new Label(i % 2 == 0 ? "a" : "b"));
      }
    }
    classifier.classify(sources, new Log());
    assertThat(log).isEqualTo(expected);
    assertThat(classifier.batches().stream().mapToInt(Integer::intValue).sum()).isEqualTo(86);
  }

  @Test
  void aBatchEndsWhenItHasManyPixels() throws IOException {
    List<ImageSource> sources =
        IntStream.of(1, 1, 1, 8, 1, 1).mapToObj(width -> source("", width, 0)).toList();
    for (int cores : new int[] {1, 2, 5}) {
      new StreamedClassification(classifier, 3, 8, cores).run(sources, new Log());
    }
    assertThat(classifier.batches()).containsExactly(3, 1, 2, 3, 1, 2, 3, 1, 2);
  }

  @Test
  void noImageIsNoCall() throws IOException {
    classifier.classify(List.of(), new Log());
    classifier.classify(List.of(broken("x", new IOException("none"))), new Log());
    assertThat(log).containsExactly("x none");
    assertThat(classifier.batches()).isEmpty();
  }

  /** While the first batch is worked on, the second is read, and of the third nothing. */
  @Test
  void theNextBatchIsReadAhead() throws IOException {
    CountDownLatch second = new CountDownLatch(2);
    Iterator<ImageSource> sources =
        IntStream.range(0, 6)
            .mapToObj(
                i -> {
                  log.add("asked for " + i);
                  if (i == 2 || i == 3) {
                    second.countDown();
                  }
                  return source(i + ":", 1, 0);
                })
            .iterator();
    new StreamedClassification(classifier, 2, 1000, 1)
        .run(
            () -> sources,
            (source, prediction) -> {
              if (source.name().equals("0:")) {
                assertThat(await(second)).isTrue();
                assertThat(log).doesNotContain("asked for 4");
              }
            });
    assertThat(log).contains("asked for 5");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void unlessToldOtherwiseAnUnreadableImageEndsTheWork() {
    IOException problem = new IOException("no image");
    List<ImageSource> sources = List.of(source("a", 1, 0), broken("b", problem));
    assertThatThrownBy(() -> classifier.classify(sources, (source, prediction) -> {}))
        .isSameAs(problem);
    IOException interrupt = new InterruptedIOException();
    assertThatThrownBy(() -> classifier.classify(List.of(broken("b", interrupt)), new Log()))
        .isSameAs(interrupt);
    assertThat(log).isEmpty();
  }

  @Test
  void whatSourcesAndListenersThrowIsThrown() {
    IOException problem = new IOException("the disk is full");
    assertThatThrownBy(
            () ->
                classifier.classify(
                    List.of(source("a", 1, 0)),
                    (source, prediction) -> {
                      throw problem;
                    }))
        .isSameAs(problem);
    Iterable<ImageSource> sources =
        () -> {
          throw new IllegalStateException("no more");
        };
    assertThatThrownBy(() -> classifier.classify(sources, new Log()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no more");
  }
}
