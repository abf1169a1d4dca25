package io.cellclass.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Tensor;
import io.cellclass.testkit.ClassifierContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxClassifierTest extends ClassifierContract {
  /** What float32 leaves of a probability when sums are taken in another order. */
  private static final double TOLERANCE = 1e-5;

  private static final ModelBundle BUNDLE = SmallModels.BUNDLE;

  @Override
  protected Classifier open() throws IOException {
    return OnnxClassifier.open(BUNDLE);
  }

  @Override
  protected Classifier load(Path saved) throws IOException {
    return OnnxClassifier.load(saved);
  }

  @Override
  protected double tolerance() {
    return TOLERANCE;
  }

  @Test
  void probabilitiesAreThoseOfTheDefinitions() throws IOException {
    List<RgbImage> images = SmallModels.images(1);
    try (Classifier classifier = open()) {
      List<Prediction> found = classifier.classify(images);
      assertThat(found).doesNotHaveDuplicates();
      for (int i = 0; i < images.size(); i++) {
        Prediction expected =
            Prediction.of(BUNDLE.labels(), SmallModels.answer(BUNDLE.network(), images.get(i)));
        assertClose(found.get(i), expected);
      }
    }
  }

  @Test
  void moreImagesThanABatchHoldsAreAnsweredInTheirOrder() throws IOException {
    List<RgbImage> images = SmallModels.images(2);
    OnnxOptions options = OnnxOptions.cpu().withBatchSize(3);
    try (Classifier batches = OnnxClassifier.open(BUNDLE, options);
        Classifier alone = open()) {
      List<Prediction> found = batches.classify(images);
      assertThat(found).hasSameSizeAs(images).doesNotHaveDuplicates();
      for (int i = 0; i < images.size(); i++) {
        assertClose(found.get(i), alone.classify(images.get(i)));
      }
    }
  }

  @Test
  void threadsAndSpinningChangeNothing() throws IOException {
    RgbImage image = SmallModels.images(1).get(0);
    OnnxOptions options =
        OnnxOptions.cpu().withThreads(1).withSpinning(OnnxOptions.Spinning.ALWAYS);
    try (Classifier one = OnnxClassifier.open(BUNDLE, options);
        Classifier other = open()) {
      assertClose(one.classify(image), other.classify(image));
    }
  }

  @Test
  void closingWaitsForALongListUnderWay() throws Exception {
    List<RgbImage> images = SmallModels.images(10);
    OnnxClassifier classifier = OnnxClassifier.open(BUNDLE, OnnxOptions.cpu().withBatchSize(4));
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
    RgbImage image = SmallModels.images(1).get(0);
    try (Classifier found = Classifier.load(file);
        Classifier expected = open()) {
      assertThat(found).isInstanceOf(OnnxClassifier.class);
      assertThat(found.classify(image)).isEqualTo(expected.classify(image));
    }
  }

  @Test
  void aChangedImageIsSeenInTheViewOfItsOriginal() throws IOException {
    RgbImage image = SmallModels.images(1).get(0);
    try (Classifier classifier = open()) {
      Classifier view = classifier.viewing(image);
      assertThat(view.classify(image)).isEqualTo(classifier.classify(image));
      view.close();
      classifier.classify(image);
    }
  }

  @Test
  void weightsAlteredWithTheirHashFailTheTestVectors(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("altered.cellclass");
    ModelBundle.of(
            withEveryTenthMoved(BUNDLE.network(), "conv2d_1/kernel"),
            BUNDLE.preprocessing(),
            BUNDLE.labels(),
            BUNDLE.provenance(),
            BUNDLE.testVectors())
        .write(file);
    assertThatExceptionOfType(MalformedBundleException.class)
        .isThrownBy(() -> OnnxClassifier.load(file))
        .withMessageContaining("altered.cellclass")
        .withMessageContaining("test picture");
  }

  @Test
  void aFileOfAnotherKindIsRefused(@TempDir Path folder) throws IOException {
    for (byte[] bytes : List.of(new byte[0], new byte[] {8}, "something else".getBytes(UTF_8))) {
      Path file = Files.write(folder.resolve("other.onnx"), bytes);
      assertThatExceptionOfType(MalformedBundleException.class)
          .isThrownBy(() -> OnnxClassifier.load(file))
          .withMessageContaining("other.onnx");
    }
  }

  @Test
  void aFolderIsRefused(@TempDir Path folder) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OnnxClassifier.load(folder))
        .withMessageContaining(folder.toString());
  }

  @Test
  void withoutCudaTheMessageSaysWhatToPutOnTheClassPath() {
    assertThatIllegalStateException()
        .isThrownBy(() -> OnnxClassifier.open(BUNDLE, OnnxOptions.cuda(0)))
        .withMessageContaining("com.microsoft.onnxruntime:onnxruntime_gpu");
  }

  private static void assertClose(Prediction found, Prediction expected) {
    LabelSet labels = BUNDLE.labels();
    labels.forEach(
        label ->
            assertThat(found.probability(label))
                .as(label.name())
                .isCloseTo(expected.probability(label), Offset.offset(TOLERANCE)));
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
}
