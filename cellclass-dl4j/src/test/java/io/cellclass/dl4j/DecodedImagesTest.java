package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecodedImagesTest {
  /** Of an image of 10x10. */
  private static final int BYTES = 300;

  private final AtomicInteger decoded = new AtomicInteger();

  @Test
  void anImageIsDecodedOnceWhileThereIsRoom() throws IOException {
    DecodedImages images = new DecodedImages(3 * BYTES);
    List<Sample> samples = samples(3);
    for (int pass = 0; pass < 4; pass++) {
      for (Sample sample : samples) {
        assertThat(images.image(sample)).isEqualTo(sample.image());
        decoded.decrementAndGet();
      }
    }
    assertThat(decoded).hasValue(3);
    assertThat(images.bytes()).isEqualTo(3 * BYTES);
  }

  @Test
  void beyondTheBoundImagesAreDecodedEachTimeAndTheFirstStay() throws IOException {
    DecodedImages images = new DecodedImages(3 * BYTES - 1);
    List<Sample> samples = samples(4);
    for (int pass = 0; pass < 5; pass++) {
      for (Sample sample : samples) {
        images.image(sample);
      }
    }
    assertThat(decoded).hasValue(2 + 5 * 2);
    assertThat(images.bytes()).isEqualTo(2 * BYTES);
  }

  @Test
  void withoutRoomEachUseDecodes() throws IOException {
    DecodedImages images = new DecodedImages(0);
    for (int pass = 0; pass < 3; pass++) {
      images.image(samples(1).get(0));
    }
    assertThat(decoded).hasValue(3);
    assertThat(images.bytes()).isZero();
  }

  @Test
  void manyThreadsKeepToTheBound() {
    DecodedImages images = new DecodedImages(20 * BYTES);
    List<Sample> samples = samples(50);
    IntStream.range(0, 2000)
        .parallel()
        .forEach(
            i -> {
              try {
                images.image(samples.get(i % 50));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(images.bytes()).isLessThanOrEqualTo(20 * BYTES).isPositive();
    int before = decoded.get();
    samples.forEach(
        sample -> {
          try {
            images.image(sample);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(50 - (decoded.get() - before))
        .as("kept, of which the bytes are counted")
        .isGreaterThanOrEqualTo((int) (images.bytes() / BYTES) - 1);
  }

  private List<Sample> samples(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Sample("image " + i, new Label("a"), source(i)))
        .toList();
  }

  private ImageSource source(int shade) {
    return new Counted(shade, decoded);
  }

  private record Counted(int shade, AtomicInteger decoded) implements ImageSource {
    @Override
    public String name() {
      return "shade " + shade;
    }

    @Override
    public RgbImage read() {
      decoded.incrementAndGet();
      byte[] bytes = new byte[BYTES];
      Arrays.fill(bytes, (byte) shade);
      return RgbImage.of(10, 10, bytes);
    }
  }
}
