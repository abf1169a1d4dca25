package io.cellclass.dl4j;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.Sample;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.network.Backbone;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.Tensor;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.Framing;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Classifiers and images that are quick: the first blocks of InceptionV3, small and untrained. */
final class SmallModels {
  static final int SIZE = InceptionV3.SMALLEST_SIZE;

  /** Read once for all tests. */
  static final Backbone BACKBONE = InceptionWeights.load();

  private static final List<String> BLOCKS = List.of("mixed0", "mixed1");
  private static final LabelSet LABELS = Leukocyte.labels();

  private SmallModels() {}

  /** The network of {@link #classifier}. */
  static Network network() {
    return network(BLOCKS);
  }

  /** A network that reads these blocks. */
  static Network network(List<String> blocks) {
    return withHead(PooledBlocks.of(BACKBONE, SIZE, blocks));
  }

  /** A linear head on pooled blocks. */
  static Network withHead(Network pooled) {
    int width = pooled.outputs().stream().mapToInt(name -> pooled.shape(name).channels()).sum();
    Node logits =
        new Node("logits", new Dense(LABELS.size(), false), List.of(PooledBlocks.FEATURES));
    Node output = new Node("probabilities", new Softmax(), List.of("logits"));
    return PooledBlocks.withHead(
        pooled,
        List.of(logits, output),
        Map.of(
            "logits/kernel", random(LABELS.size(), width), "logits/bias", random(LABELS.size())));
  }

  private static Tensor random(int... shape) {
    int size = 1;
    for (int side : shape) {
      size *= side;
    }
    Random random = new Random(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian() / 20;
    }
    return Tensor.of(values, shape);
  }

  /** A classifier of the five types that has not learnt, always the same. */
  static Dl4jClassifier classifier() {
    return classifier(network());
  }

  /** The same, with the head of the paper on one block. */
  static Dl4jClassifier withPaperHead() {
    Network pooled = PooledBlocks.of(BACKBONE, SIZE, List.of("mixed1"));
    int width = pooled.shape(pooled.outputs().get(0)).channels();
    List<Node> head =
        List.of(
            new Node("dense", new Dense(16, true), List.of(PooledBlocks.FEATURES)),
            new Node("dropout", new Dropout(0.5), List.of("dense")),
            new Node("logits", new Dense(LABELS.size(), false), List.of("dropout")),
            new Node("probabilities", new Softmax(), List.of("logits")));
    Map<String, Tensor> weights =
        Map.of(
            "dense/kernel", random(16, width),
            "dense/bias", random(16),
            "logits/kernel", random(LABELS.size(), 16),
            "logits/bias", random(LABELS.size()));
    return classifier(PooledBlocks.withHead(pooled, head, weights));
  }

  private static Dl4jClassifier classifier(Network network) {
    Provenance provenance =
        new Provenance("0".repeat(64), 1, Map.of("trainer", "none"), Map.of(), Instant.EPOCH);
    return Dl4jClassifier.trained(
        network,
        new Preprocessing(new CellCentred(40), SIZE, BACKBONE.range()),
        LABELS,
        provenance);
  }

  /** What {@link #classifier} saves. */
  static ModelBundle bundle() {
    try (Dl4jClassifier classifier = classifier()) {
      return classifier.bundle();
    }
  }

  /** Drawn cells of the five types, 72 pixels a side, drawn once. */
  static Dataset cells(int imagesPerClass, long seed) throws IOException {
    return cells(LABELS, imagesPerClass, seed);
  }

  /** Of these, eosinophils and lymphocytes, which are easily told apart. */
  static Dataset twoTypes(int imagesPerClass, long seed) throws IOException {
    LabelSet two = LabelSet.of(List.of(Leukocyte.EOSINOPHIL.label(), Leukocyte.LYMPHOCYTE.label()));
    return cells(two, imagesPerClass, seed);
  }

  /** Of the cells, those of some types. */
  static Dataset cells(LabelSet labels, int imagesPerClass, long seed) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample :
        BloodSmears.dataset(imagesPerClass, Framing.singleCell(72), seed).samples()) {
      if (labels.contains(sample.label())) {
        String id = seed + "/" + sample.id();
        samples.add(new Sample(id, sample.label(), ImageSource.of(id, sample.image())));
      }
    }
    return Datasets.of(labels, samples);
  }
}
