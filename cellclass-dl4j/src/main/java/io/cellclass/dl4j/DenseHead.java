package io.cellclass.dl4j;

import io.cellclass.RandomStreams;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The paper's head while it is trained: dense 128 with ReLU, dropout 0.5, softmax, on
 * Deeplearning4j with Adam. For one thread.
 *
 * <p>Weights start as Keras starts them: Glorot and Bengio's (2010) uniform distribution, biases at
 * zero.
 */
final class DenseHead implements AutoCloseable {
  static final int UNITS = 128;
  static final double DROPOUT = 0.5;

  private final MultiLayerNetwork network;
  private final int classes;

  DenseHead(int features, int classes, double learningRate, long seed) {
    this.classes = classes;
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(new Adam(learningRate))
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .list()
            .layer(
                new DenseLayer.Builder()
                    .nIn(features)
                    .nOut(UNITS)
                    .activation(Activation.RELU)
                    .build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(UNITS)
                    .nOut(classes)
                    .activation(Activation.SOFTMAX)
                    .dropOut(new SeededDropout(DROPOUT, seed))
                    .build())
            .build();
    network = new MultiLayerNetwork(configuration);
    network.init();
    initialise("0_W", features, UNITS, seed);
    initialise("1_W", UNITS, classes, seed);
    network.getParam("0_b").assign(0);
    network.getParam("1_b").assign(0);
  }

  private void initialise(String name, int inputs, int outputs, long seed) {
    RandomGenerator random = RandomStreams.of(seed, 0, name);
    float limit = (float) Math.sqrt(6.0 / (inputs + outputs));
    float[] values = new float[inputs * outputs];
    for (int i = 0; i < values.length; i++) {
      values[i] = (2 * random.nextFloat() - 1) * limit;
    }
    try (INDArray drawn = Nd4j.createFromArray(values)) {
      network.getParam(name).assign(drawn.reshape(inputs, outputs));
    }
  }

  /** Learns from one mini-batch and returns its mean cross-entropy before the step. */
  double learn(float[][] features, int[] labels) {
    try (INDArray x = Nd4j.createFromArray(features);
        INDArray y = oneHot(labels)) {
      network.fit(new DataSet(x, y));
    }
    return network.score();
  }

  private INDArray oneHot(int[] labels) {
    float[][] rows = new float[labels.length][classes];
    for (int i = 0; i < labels.length; i++) {
      rows[i][labels[i]] = 1;
    }
    return Nd4j.createFromArray(rows);
  }

  /** The quality on samples, without dropout. */
  LinearSoftmax.Quality quality(float[][] features, int[] labels) {
    float[] probabilities;
    try (INDArray x = Nd4j.createFromArray(features);
        INDArray output = network.output(x)) {
      probabilities = NativeArrays.floats(output);
    }
    double loss = 0;
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        if (probabilities[i * classes + c] > probabilities[i * classes + best]) {
          best = c;
        }
      }
      loss -= Math.log(Math.max(Float.MIN_NORMAL, probabilities[i * classes + labels[i]]));
      right += best == labels[i] ? 1 : 0;
    }
    return new LinearSoftmax.Quality(loss / labels.length, (double) right / labels.length);
  }

  void setLearningRate(double learningRate) {
    network.setLearningRate(learningRate);
  }

  /**
   * The nodes of the head in a {@link io.cellclass.network.Network}, behind a node of pooled
   * features.
   */
  static List<Node> nodes(int classes) {
    return List.of(
        new Node("dense", new Dense(UNITS, true), List.of(PooledBlocks.FEATURES)),
        new Node("dropout", new Dropout(DROPOUT), List.of("dense")),
        new Node("logits", new Dense(classes, false), List.of("dropout")),
        new Node("probabilities", new Softmax(), List.of("logits")));
  }

  /** A copy of the weights for {@link #nodes}. */
  Map<String, Tensor> weights() {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("dense/kernel", transposed("0_W"));
    weights.put("dense/bias", vector("0_b"));
    weights.put("logits/kernel", transposed("1_W"));
    weights.put("logits/bias", vector("1_b"));
    return weights;
  }

  private Tensor transposed(String name) {
    INDArray parameter = network.getParam(name);
    try (INDArray copy = parameter.transpose().dup('c')) {
      return Tensor.of(NativeArrays.floats(copy), (int) parameter.size(1), (int) parameter.size(0));
    }
  }

  private Tensor vector(String name) {
    try (INDArray copy = network.getParam(name).dup('c')) {
      float[] values = NativeArrays.floats(copy);
      return Tensor.of(values, values.length);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
