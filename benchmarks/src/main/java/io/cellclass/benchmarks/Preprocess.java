package io.cellclass.benchmarks;

import io.cellclass.RgbImage;
import io.cellclass.UnreadableImageException;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.ValueRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one thread takes for what comes before the network, with one drawn cell of 360x363
 * pixels: decoding it, and making the network's input of the decoded image.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {ForkOptions.HEAP, ForkOptions.NATIVE_MEMORY, ForkOptions.PROCESS_MEMORY})
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else.
public class Preprocess {
  private final Preprocessing whole =
      new Preprocessing(new WholeImage(), PaperNetwork.SIZE, ValueRange.UNIT);
  private final Preprocessing centred =
      new Preprocessing(new CellCentred(200), PaperNetwork.SIZE, ValueRange.UNIT);

  private RgbImage image;
  private byte[] jpeg;

  /** Draws the image and encodes it as JPEG of the JDK's usual quality. */
  @Setup
  public void open() throws IOException {
    image = Pictures.of(Pictures.USUAL, 1).get(0);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    if (!ImageIO.write(image.toBufferedImage(), "jpeg", encoded)) {
      throw new IllegalStateException("this JDK writes no JPEG");
    }
    jpeg = encoded.toByteArray();
  }

  /** From the bytes of a JPEG file to pixels. */
  @Benchmark
  public RgbImage decodeJpeg() throws UnreadableImageException {
    return RgbImage.decode(jpeg);
  }

  /** From pixels to the network's input, the whole image shown. */
  @Benchmark
  public float[] wholeImage() {
    return whole.apply(image);
  }

  /** From pixels to the network's input: the nucleus is looked for, a square around it is shown. */
  @Benchmark
  public float[] cellCentred() {
    return centred.apply(image);
  }
}
