package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cellclass.Classifier;
import io.cellclass.MalformedBundleException;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Tensor;
import io.cellclass.testkit.ClassifierContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dl4jClassifierTest extends ClassifierContract {
  /** What float32 leaves of a probability when sums are taken in another order. */
  private static final double TOLERANCE = 1e-5;

  private static final ModelBundle BUNDLE = SmallModels.bundle();

  @Override
  protected Classifier open() throws IOException {
    return Dl4jClassifier.open(BUNDLE);
  }

  @Override
  protected Classifier load(Path saved) throws IOException {
    return Dl4jClassifier.load(saved);
  }

  @Override
  protected double tolerance() {
    return TOLERANCE;
  }

  @Test
  void answersDifferFromImageToImage() throws IOException {
    try (Dl4jClassifier classifier = Dl4jClassifier.open(BUNDLE)) {
      List<Prediction> predictions = classifier.classify(images(2));
      assertThat(predictions).doesNotHaveDuplicates();
    }
  }

  @Test
  void moreImagesThanABatchHoldsAreAnsweredInTheirOrder() throws IOException {
    List<RgbImage> images = images(4);
    assertThat(images).hasSizeGreaterThan(NetworkRunner.LARGEST_BATCH);
    try (Dl4jClassifier classifier = Dl4jClassifier.open(BUNDLE)) {
      List<Prediction> found = classifier.classify(images);
      for (int i = 0; i < images.size(); i++) {
        Prediction alone = classifier.classify(images.get(i));
        found
            .get(i)
            .scores()
            .forEach(
                score ->
                    assertThat(score.probability())
                        .isCloseTo(alone.probability(score.label()), Offset.offset(TOLERANCE)));
      }
    }
  }

  @Test
  void closingWaitsForALongListUnderWay() throws Exception {
    List<RgbImage> images = images(10);
    assertThat(images).hasSizeGreaterThan(2 * NetworkRunner.LARGEST_BATCH);
    Dl4jClassifier classifier = Dl4jClassifier.open(BUNDLE);
    CountDownLatch begun = new CountDownLatch(1);
    List<RgbImage> watched =
        new AbstractList<>() {
          @Override
          public RgbImage get(int index) {
            begun.countDown();
            return images.get(index);
          }

          @Override
          public int size() {
            return images.size();
          }
        };
    CompletableFuture<List<Prediction>> found =
        CompletableFuture.supplyAsync(() -> classifier.classify(watched));
    begun.await();
    classifier.close();
    assertThat(found.get()).hasSameSizeAs(images);
    assertThatIllegalStateException().isThrownBy(() -> classifier.classify(images));
  }

  @Test
  void aBundleIsOpenedByThisEngineThroughTheApi(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("small.cellclass");
    BUNDLE.write(file);
    RgbImage image = images(1).get(0);
    try (Classifier found = Classifier.load(file);
        Classifier expected = open()) {
      assertThat(found).isInstanceOf(Dl4jClassifier.class);
      assertThat(found.classify(image)).isEqualTo(expected.classify(image));
    }
  }

  @Test
  void weightsAlteredWithTheirHashFailTheTestVectors(@TempDir Path folder) throws IOException {
    for (String name : List.of("conv2d_1/kernel", "logits/bias")) {
      ModelBundle altered = withNetwork(withEveryTenthMoved(BUNDLE.network(), name));
      Path file = folder.resolve("altered.cellclass");
      altered.write(file);
      assertThat(ModelBundle.read(file).network().weights()).containsKey(name);
      assertThatExceptionOfType(MalformedBundleException.class)
          .as(name)
          .isThrownBy(() -> Dl4jClassifier.load(file))
          .withMessageContaining("altered.cellclass")
          .withMessageContaining("test picture");
      assertThatExceptionOfType(MalformedBundleException.class)
          .isThrownBy(() -> Classifier.load(file));
    }
  }

  @Test
  void theBundleStaysValidAfterClose(@TempDir Path folder) throws IOException {
    Dl4jClassifier classifier = Dl4jClassifier.open(BUNDLE);
    classifier.close();
    Path file = folder.resolve("late.cellclass");
    classifier.bundle().write(file);
    load(file).close();
  }

  private static ModelBundle withNetwork(Network network) {
    return ModelBundle.of(
        network,
        BUNDLE.preprocessing(),
        BUNDLE.labels(),
        BUNDLE.provenance(),
        BUNDLE.testVectors());
  }

  private static Network withEveryTenthMoved(Network network, String name) {
    Map<String, Tensor> weights = new HashMap<>(network.weights());
    weights.computeIfPresent(
        name,
        (key, tensor) -> {
          float[] values = tensor.values();
          for (int i = 0; i < values.length; i += 10) {
            values[i] += 0.5f;
          }
          return Tensor.of(values, tensor.shape().toArray());
        });
    return Network.of(network.input(), network.nodes(), network.outputs(), weights);
  }

  private static List<RgbImage> images(int perClass) throws IOException {
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : SmallModels.cells(perClass, 3).samples()) {
      images.add(sample.image());
    }
    return images;
  }
}
