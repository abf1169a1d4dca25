package io.cellclass.benchmarks;

import io.cellclass.Classifier;
import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import io.cellclass.field.FieldModel;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.classic.OtsuSegmenter;
import io.cellclass.segment.count.CellCounter;
import io.cellclass.segment.count.FieldCounts;
import io.cellclass.segment.neural.InputScale;
import io.cellclass.segment.neural.SegmenterTrainer;
import io.cellclass.segment.neural.TrainingSettings;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.FieldPlan;
import io.cellclass.wbc.WbcModel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * How long a drawn field of 640x480 pixels takes: its cells found, counted with the types of the
 * white ones, and outlined.
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
public class Fields {
  /** One field at a time. */
  @Param("1")
  int batch;

  private RgbImage field;
  private Detector detector;
  private Classifier classifier;
  private CellCounter counter;
  private Segmenter network;
  private Segmenter otsu;

  /**
   * Opens the ready models, and trains a segmenter for a moment: its answers cost what others do.
   */
  @Setup
  public void open() throws IOException {
    field = BloodSmears.field(FieldPlan.DEFAULT, 1).image();
    detector = FieldModel.load();
    classifier = WbcModel.load();
    counter = CellCounter.of(detector).withClassifier(classifier);
    otsu = OtsuSegmenter.threeClasses();
    LabelMap truth = otsu.segment(field);
    List<MaskedImage> images =
        List.of(new MaskedImage("field", ImageSource.of("field", field), () -> truth));
    network =
        new SegmenterTrainer(
                TrainingSettings.forSegmentation()
                    .withEncoder(InceptionWeights.load())
                    .withInput(InputScale.reduced(2), 240, 320)
                    .withEpochs(1))
            .train(images, images);
  }

  /** Red cells, white cells and platelets as boxes. */
  @Benchmark
  public List<Detection> detected() {
    return detector.detect(field);
  }

  /** The same, counted, and the white cells given to the ready classifier. */
  @Benchmark
  public FieldCounts counted() {
    return counter.count("field", field);
  }

  /** The pixels of cells and nuclei by a U-Net. */
  @Benchmark
  public LabelMap outlined() {
    return network.segment(field);
  }

  /** The same by Otsu's thresholds. */
  @Benchmark
  public LabelMap thresholded() {
    return otsu.segment(field);
  }

  /** Frees the networks. */
  @TearDown
  public void close() throws Exception {
    network.close();
    classifier.close();
    detector.close();
  }
}
