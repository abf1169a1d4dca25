package io.cellclass.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.dl4j.Dl4jClassifier;
import io.cellclass.dl4j.GraphTraining;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every benchmark runs once, and those that are compared with each other compute the same. */
class BenchmarksTest {
  /** Engines that add in another order; a wrong layer or weight is off by far more. */
  private static final double TOLERANCE = 1e-3;

  private static ModelBundle bundle;

  @BeforeAll
  static void build() {
    bundle = PaperNetwork.bundle();
  }

  @Test
  void theStockLayersComputeWhatTheClassifierComputes() throws IOException {
    List<RgbImage> images = Pictures.of(Pictures.EXACT, 2);
    try (Dl4jClassifier classifier = Dl4jClassifier.open(bundle);
        StockGraph stock = StockGraph.of(bundle);
        INDArray input = stock.input(images);
        INDArray probabilities = stock.output(input)) {
      List<Prediction> expected = classifier.classify(images);
      double apart = 0;
      for (Label label : bundle.labels()) {
        int column = bundle.labels().indexOf(label);
        for (int i = 0; i < images.size(); i++) {
          assertThat(probabilities.getDouble(i, column))
              .isCloseTo(expected.get(i).probability(label), within(TOLERANCE));
        }
        apart += Math.abs(expected.get(0).probability(label) - expected.get(1).probability(label));
      }
      assertThat(apart).as("how far the two images' answers are apart").isGreaterThan(0.05);
    }
  }

  @Test
  void theNetworkHas5point67BillionOperations() {
    assertThat(FloatingPointOperations.of(bundle.network()) / 1e9).isCloseTo(5.67, within(0.005));
  }

  @Test
  void explanationRuns() {
    Explain benchmark = new Explain();
    benchmark.open();

    assertThat(benchmark.standard().prediction().label()).isEqualTo(benchmark.classify().label());
    assertThat(benchmark.gradCam().heatmap().width()).isEqualTo(Pictures.USUAL.width());
    benchmark.close();
  }

  /** In 8 bits with few images to calibrate on, the label has to be the same, no more. */
  @ParameterizedTest
  @EnumSource
  void enginesComputeTheSame(EngineInference.Engine engine) throws IOException {
    EngineInference benchmark = new EngineInference();
    benchmark.engine = engine;
    benchmark.batch = 2;
    benchmark.open();
    try (Dl4jClassifier classifier = Dl4jClassifier.open(bundle)) {
      Prediction expected = classifier.classify(Pictures.of(Pictures.EXACT, 1).get(0));
      float[] found = benchmark.first();
      assertThat(benchmark.classify()).isNotNull();
      double tolerance =
          switch (engine) {
            case ONNX_INT8, TFLITE_INT8, TFLITE_DYNAMIC -> 0.5;
            case TFLITE_FLOAT16 -> 0.02;
            default -> 1e-4;
          };
      for (Label label : bundle.labels()) {
        assertThat((double) found[bundle.labels().indexOf(label)])
            .isCloseTo(expected.probability(label), within(tolerance));
      }
    } finally {
      benchmark.close();
    }
  }

  @Test
  void classificationFromFilesRuns() throws IOException {
    FromFiles benchmark = new FromFiles();
    benchmark.batch = 3;
    benchmark.open();
    assertThat(benchmark.files()).isEqualTo(benchmark.decoded()).isEqualTo(3);
    benchmark.close();
  }

  @Test
  void fieldsAreFoundCountedAndOutlined() throws Exception {
    Fields benchmark = new Fields();
    benchmark.batch = 1;
    benchmark.open();
    assertThat(benchmark.detected()).isNotNull();
    assertThat(benchmark.counted().field()).isEqualTo("field");
    assertThat(benchmark.outlined().width()).isEqualTo(benchmark.thresholded().width());
    benchmark.close();
  }

  @Test
  void inferenceRuns() throws IOException {
    Dl4jInference benchmark = new Dl4jInference();
    benchmark.batch = 1;
    benchmark.open();

    assertThat(benchmark.images()).hasSize(1);
    assertThat(benchmark.network()).hasSize(1);
    benchmark.close();
  }

  @Test
  void stockInferenceRuns() {
    StockDl4jInference benchmark = new StockDl4jInference();
    benchmark.batch = 1;
    benchmark.open();

    assertThat(benchmark.network()).isBetween(0f, 1f);
    benchmark.close();
  }

  @Test
  void trainingStepsRun() {
    TrainingStep benchmark = new TrainingStep();
    benchmark.batch = 2;
    benchmark.blocks = 2;
    benchmark.open();

    assertThat(benchmark.step()).isPositive().isFinite();
    assertThat(benchmark.forward()).hasNumberOfRows(2);
    benchmark.close();
  }

  @Test
  void aStepThatCannotBeCompiledLeavesNoThread() throws InterruptedException {
    Set<Thread> before = networkThreads();
    Network headless = bundle.network().upTo(List.of("mixed0"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GraphTraining(headless, 1, List.of(new float[3 * 224 * 224])));
    Set<Thread> left = new HashSet<>(networkThreads());
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join(Duration.ofSeconds(10).toMillis());
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  private static Set<Thread> networkThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("cellclass-dl4j"))
        .collect(Collectors.toSet());
  }

  @Test
  void theMatrixProductIsAProductInBothOrders() {
    for (char order : new char[] {'c', 'f'}) {
      MatrixProduct benchmark = new MatrixProduct();
      benchmark.order = order;
      benchmark.open();

      // A sum of 2048 products of two values that are evenly spread over [0, 1].
      assertThat(benchmark.multiply().meanNumber().doubleValue()).isCloseTo(512, within(10.0));
      benchmark.close();
    }
  }

  @Test
  void preprocessingRuns() throws IOException {
    Preprocess benchmark = new Preprocess();
    benchmark.open();

    assertThat(benchmark.decodeJpeg().height()).isEqualTo(363);
    assertThat(benchmark.wholeImage()).hasSize(3 * 224 * 224);
    assertThat(benchmark.cellCentred()).hasSize(3 * 224 * 224).isNotEqualTo(benchmark.wholeImage());
  }

  /** Epochs of the whole network on five images of the smallest size. */
  @Test
  void theOverheadOfATrainingIsMeasured() throws IOException {
    TrainingOverhead.Figures figures = TrainingOverhead.measure(5, InceptionV3.SMALLEST_SIZE, 1);
    assertThat(figures.graph()).isPositive();
    for (TrainingOverhead.Training training : List.of(figures.keeping(), figures.decoding())) {
      assertThat(training.milliseconds()).isPositive();
      assertThat(figures.ratio(training)).isEqualTo(training.milliseconds() / figures.graph());
    }
    assertThat(figures.keeping().decoded()).isEqualTo(0);
    assertThat(figures.decoding().decoded()).isEqualTo(5);
  }
}
