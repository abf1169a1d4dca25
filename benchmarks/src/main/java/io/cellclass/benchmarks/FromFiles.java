package io.cellclass.benchmarks;

import io.cellclass.Classifier;
import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import io.cellclass.onnx.OnnxClassifier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long {@link OnnxClassifier} takes for images of 360x363 pixels with {@link PaperNetwork}:
 * from JPEG files, as a stream, and from decoded images, in one call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(
    value = 1,
    jvmArgsAppend = {ForkOptions.HEAP, ForkOptions.NATIVE_MEMORY, ForkOptions.PROCESS_MEMORY})
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else.
public class FromFiles {
  /** The number of images. */
  @Param("64")
  int batch;

  private Path folder;
  private Classifier classifier;
  private List<RgbImage> images;
  private List<ImageSource> files;

  /** Compiles the network and writes the images. */
  @Setup
  public void open() throws IOException {
    classifier = OnnxClassifier.open(PaperNetwork.bundle());
    images = Pictures.of(Pictures.USUAL, batch);
    folder = Files.createTempDirectory("cellclass-");
    files = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      Path file = folder.resolve(i + ".jpg");
      ImageIO.write(pixels(images.get(i)), "jpg", file.toFile());
      files.add(ImageSource.file(file));
    }
  }

  private static BufferedImage pixels(RgbImage image) {
    BufferedImage pixels =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        pixels.setRGB(x, y, image.rgb(x, y));
      }
    }
    return pixels;
  }

  /** Read, decoded, prepared and classified. */
  @Benchmark
  public int files() throws IOException {
    AtomicInteger count = new AtomicInteger();
    classifier.classify(files, (source, prediction) -> count.incrementAndGet());
    return count.get();
  }

  /** Prepared and classified. */
  @Benchmark
  public int decoded() {
    return classifier.classify(images).size();
  }

  /** Frees the network and deletes the files. */
  @TearDown
  public void close() throws IOException {
    classifier.close();
    try (Stream<Path> written = Files.list(folder)) {
      for (Path file : written.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
