package io.cellclass.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Classifier;
import io.cellclass.Label;
import io.cellclass.MalformedBundleException;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Tensor;
import io.cellclass.testkit.ClassifierContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfliteClassifierTest extends ClassifierContract {
  /** What float32 leaves of a probability when sums are taken in another order. */
  private static final double TOLERANCE = 1e-5;

  private static final ModelBundle BUNDLE = SmallModels.INCEPTION;

  @Override
  protected Classifier open() throws IOException {
    return TfliteClassifier.open(BUNDLE);
  }

  @Override
  protected Classifier load(Path saved) throws IOException {
    return TfliteClassifier.load(saved);
  }

  /** Images are computed one by one, whatever they are given with. */
  @Override
  protected double tolerance() {
    return 0;
  }

  @Test
  void probabilitiesAreThoseOfTheNetworksDefinition() throws IOException {
    try (TfliteClassifier classifier = TfliteClassifier.open(BUNDLE)) {
      for (RgbImage image : SmallModels.images(1)) {
        float[] expected =
            SmallModels.answer(BUNDLE.network(), BUNDLE.preprocessing().apply(image));
        Prediction found = classifier.classify(image);
        for (int i = 0; i < expected.length; i++) {
          Label label = BUNDLE.labels().asList().get(i);
          assertThat(found.probability(label)).isCloseTo(expected[i], Offset.offset(TOLERANCE));
        }
      }
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSame() throws IOException {
    List<RgbImage> images = SmallModels.images(1);
    try (TfliteClassifier one = TfliteClassifier.open(BUNDLE, new TfliteOptions(1));
        TfliteClassifier three = TfliteClassifier.open(BUNDLE, new TfliteOptions(3))) {
      assertThat(three.classify(images)).isEqualTo(one.classify(images)).doesNotHaveDuplicates();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new TfliteOptions(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TfliteOptions(1025));
  }

  @Test
  void theApiFindsThisEngine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("small.cellclass");
    BUNDLE.write(file);
    RgbImage image = SmallModels.images(1).get(0);
    try (Classifier found = Classifier.load(file);
        Classifier expected = open()) {
      assertThat(found).isInstanceOf(TfliteClassifier.class);
      assertThat(found.classify(image)).isEqualTo(expected.classify(image));
    }
  }

  @Test
  void aViewSeesWhatTheClassifierSees() throws IOException {
    RgbImage image = SmallModels.images(1).get(0);
    try (Classifier classifier = open()) {
      Classifier view = classifier.viewing(image);
      assertThat(view.classify(image)).isEqualTo(classifier.classify(image));
      view.close();
      assertThat(view.viewing(image)).isSameAs(view);
      assertThat(view.labels()).isEqualTo(classifier.labels());
    }
  }

  @Test
  void alteredWeightsFailTheTestVectors(@TempDir Path folder) throws IOException {
    Map<String, Tensor> weights = new HashMap<>(BUNDLE.network().weights());
    Tensor bias = BUNDLE.network().weight(BUNDLE.network().node("logits"), "bias");
    float[] values = bias.values();
    values[0] += 0.5f;
    weights.put("logits/bias", Tensor.of(values, values.length));
    Network network = BUNDLE.network();
    ModelBundle altered =
        ModelBundle.of(
            Network.of(network.input(), network.nodes(), network.outputs(), weights),
            BUNDLE.preprocessing(),
            BUNDLE.labels(),
            BUNDLE.provenance(),
            BUNDLE.testVectors());
    Path file = folder.resolve("altered.cellclass");
    altered.write(file);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> TfliteClassifier.load(file))
        .withMessageContaining("altered.cellclass")
        .withMessageContaining("test picture");
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(
            () ->
                TfliteExport.write(
                    altered, folder.resolve("a.tflite"), TfliteExport.Weights.FLOAT32));
    assertThat(folder.resolve("a.tflite")).doesNotExist();
  }
}
