package io.cellclass.segment.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.RgbImage;
import io.cellclass.dl4j.Dl4jNetworkEngine;
import io.cellclass.network.Network;
import io.cellclass.network.NetworkBundle;
import io.cellclass.network.NetworkSession;
import io.cellclass.onnx.OnnxNetworkEngine;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.Detection;
import io.cellclass.segment.evaluation.DetectionEvaluation;
import io.cellclass.segment.evaluation.DetectionRates;
import io.cellclass.segment.evaluation.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkDetectorTest {
  private static final int EPOCHS = 18;
  private static final TrainingSettings SETTINGS =
      TrainingSettings.forDetection()
          .withInput(InputScale.reduced(1), Discs.SIDE, Discs.SIDE)
          .withBase(6)
          .withBatch(4)
          .withEpochs(EPOCHS);

  private static final List<EpochLoss> EPOCHS_TOLD = new ArrayList<>();

  @TempDir private static Path folder;
  private static NetworkDetector detector;

  @BeforeAll
  static void train() throws Exception {
    detector =
        new DetectorTrainer(SETTINGS.withListener(EPOCHS_TOLD::add))
            .train(Discs.boxed(48, 1), Discs.boxed(8, 2));
    detector.save(folder.resolve("discs.cellclass"));
  }

  @AfterAll
  static void close() {
    detector.close();
  }

  @Test
  void cellsThatItHasNotSeenAreFound() throws Exception {
    DetectionEvaluation evaluation =
        DetectionEvaluation.of(detector, Discs.boxed(30, 3), ProgressListener.none());

    assertThat(detector.labels()).isEqualTo(LabelSet.of("dark", "red"));
    for (Label label : detector.labels()) {
      DetectionRates rates = evaluation.rates(label, detector.threshold(label));
      assertThat(rates.precision()).isGreaterThan(0.9);
      assertThat(rates.recall()).isGreaterThan(0.9);
    }
    assertThat(EPOCHS_TOLD).hasSize(EPOCHS);
    assertThat(EPOCHS_TOLD.get(EPOCHS - 1).trainingLoss())
        .isLessThan(EPOCHS_TOLD.get(0).trainingLoss() / 2);
  }

  @Test
  void candidatesAreMoreThanDetections() throws Exception {
    RgbImage image = Discs.boxed(1, 4).get(0).image().read();

    assertThat(detector.candidates(image)).containsAll(detector.detect(image));
    for (Detection detection : detector.detect(image)) {
      assertThat(detection.score()).isGreaterThanOrEqualTo(detector.threshold(detection.label()));
    }
  }

  @Test
  void aSavedDetectorFindsTheSame() throws Exception {
    RgbImage image = Discs.boxed(1, 5).get(0).image().read();
    try (NetworkDetector loaded = NetworkDetector.load(folder.resolve("discs.cellclass"))) {
      assertThat(loaded.detect(image)).isEqualTo(detector.detect(image)).isNotEmpty();
      assertThat(loaded.provenance()).isEqualTo(detector.provenance());
      assertThat(loaded.provenance().settings()).containsEntry("training images", "48");
    }
  }

  @Test
  void otherFilesAreRefused() throws Exception {
    Path file = folder.resolve("segmenter.cellclass");
    NetworkBundle bundle = NetworkBundle.read(folder.resolve("discs.cellclass"), "detector");
    new NetworkBundle(
            "segmenter", bundle.settings(), bundle.network(), bundle.provenance(), bundle.answers())
        .write(file);
    assertThatThrownBy(() -> NetworkDetector.load(file))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessageContaining("expected detector, found \"segmenter\"");

    Path without = folder.resolve("without.cellclass");
    new NetworkBundle(
            "detector",
            java.util.Map.of("scale", "reduced:1"),
            bundle.network(),
            bundle.provenance(),
            bundle.answers())
        .write(without);
    assertThatThrownBy(() -> NetworkDetector.load(without))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessage(without + ": not a detector: the setting labels is missing");
  }

  /** Each would find nothing, or everything, or take all memory. */
  @Test
  void settingsOutOfRangeAreRefused() throws Exception {
    NetworkBundle bundle = NetworkBundle.read(folder.resolve("discs.cellclass"), "detector");
    for (String[] setting :
        new String[][] {
          {"thresholds", "NaN 0.5"},
          {"thresholds", "0.5 0"},
          {"thresholds", "0.5 1.5"},
          {"thresholds", "0.5"},
          {"scale", "fitted:8192"},
          {"scale", "reduced:0"},
          {"scale", "twice"},
          {"labels", "dark"}
        }) {
      java.util.Map<String, String> settings = new java.util.TreeMap<>(bundle.settings());
      settings.put(setting[0], setting[1]);
      Path file = folder.resolve("altered.cellclass");
      new NetworkBundle(
              "detector", settings, bundle.network(), bundle.provenance(), bundle.answers())
          .write(file);
      assertThatThrownBy(() -> NetworkDetector.load(file))
          .as(setting[0] + " " + setting[1])
          .isInstanceOf(MalformedBundleException.class)
          .hasMessageStartingWith(file + ": not a detector: ");
    }
  }

  /** By the same compilers as classifiers. */
  @Test
  void enginesAgree() throws Exception {
    Network network = NetworkBundle.read(folder.resolve("discs.cellclass"), "detector").network();
    float[] input = new float[(int) network.input().size()];
    byte[] rgb = Discs.boxed(1, 6).get(0).image().read().bytes();
    for (int i = 0; i < input.length; i++) {
      input[i] = Pixels.value(rgb[i] & 0xff);
    }
    try (NetworkSession onnx = new OnnxNetworkEngine().open(network);
        NetworkSession dl4j = new Dl4jNetworkEngine().open(network)) {
      float[] expected = dl4j.run(List.of(input)).get(0)[0];
      float[] found = onnx.run(List.of(input)).get(0)[0];
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-4f));
      }
    }
  }

  /** The process ends in the third epoch; the next one goes on, and ends with the same network. */
  @Test
  void aTrainingGoesOnFromItsCheckpoint() throws Exception {
    TrainingSettings few = SETTINGS.withEpochs(4);
    List<BoxedImage> training = Discs.boxed(8, 1);
    List<BoxedImage> validation = Discs.boxed(4, 2);
    Path whole = folder.resolve("whole.cellclass");
    List<Double> losses = new ArrayList<>();
    TrainingSettings told =
        few.withListener(
            epoch -> {
              losses.add(epoch.trainingLoss());
              losses.add(epoch.validationLoss());
            });
    try (NetworkDetector trained = new DetectorTrainer(told).train(training, validation)) {
      trained.save(whole);
    }
    Path state = folder.resolve("state.safetensors");
    TrainingSettings stopping =
        few.withCheckpoint(state)
            .withListener(
                epoch -> {
                  if (epoch.epoch() == 2) {
                    throw new IllegalStateException("out of power");
                  }
                });
    assertThatThrownBy(() -> new DetectorTrainer(stopping).train(training, validation))
        .hasMessage("out of power");
    List<Double> later = new ArrayList<>();
    TrainingSettings going =
        few.withCheckpoint(state)
            .withListener(
                epoch -> {
                  later.add(epoch.trainingLoss());
                  later.add(epoch.validationLoss());
                });
    Path resumed = folder.resolve("resumed.cellclass");
    try (NetworkDetector trained = new DetectorTrainer(going).train(training, validation)) {
      trained.save(resumed);
    }

    assertThat(later).isEqualTo(losses.subList(4, 8));
    assertThat(NetworkBundle.read(resumed, "detector").network().weights())
        .isEqualTo(NetworkBundle.read(whole, "detector").network().weights());
    assertThatThrownBy(() -> new DetectorTrainer(going.withSeed(2)).train(training, validation))
        .hasMessageContaining("a checkpoint of another training");
    assertThatThrownBy(() -> new DetectorTrainer(going).train(validation, training))
        .hasMessageContaining("a checkpoint of another training");
  }

  @Test
  void nothingToLearnFromIsRefused() {
    assertThatThrownBy(() -> new DetectorTrainer(SETTINGS).train(List.of(), Discs.boxed(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected training images with boxes and validation images");
  }

  @Test
  void aClosedDetectorFindsNothing() throws Exception {
    NetworkDetector closed = NetworkDetector.load(folder.resolve("discs.cellclass"));
    closed.close();
    closed.close();
    RgbImage image = Discs.boxed(1, 5).get(0).image().read();

    assertThatThrownBy(() -> closed.detect(image)).isInstanceOf(IllegalStateException.class);
  }
}
