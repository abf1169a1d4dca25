package io.cellclass.benchmarks;

import io.cellclass.network.Network;
import io.cellclass.network.Node;
import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Padding;
import io.cellclass.network.Tensor;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The layers of {@link StockGraph} and their weights. */
final class StockLayers {
  private final Network network;

  StockLayers(Network network) {
    this.network = network;
  }

  /** The layer of a node that is no concatenation. */
  Layer layer(Node node) {
    int channels = network.shape(node.inputs().get(0)).channels();
    if (node.operation() instanceof Convolution convolution) {
      return convolution(convolution, channels);
    } else if (node.operation() instanceof BatchNormalization normalization) {
      return batchNormalization(normalization, channels);
    } else if (node.operation() instanceof Relu) {
      return new ActivationLayer(Activation.RELU);
    } else if (node.operation() instanceof MaxPool pool) {
      return pool(PoolingType.MAX, pool.window(), pool.stride(), pool.padding());
    } else if (node.operation() instanceof AveragePool pool) {
      return pool(PoolingType.AVG, pool.window(), pool.stride(), pool.padding());
    } else if (node.operation() instanceof GlobalAveragePool) {
      return new GlobalPoolingLayer(PoolingType.AVG);
    } else if (node.operation() instanceof Dense dense) {
      return dense(dense, channels);
    } else if (node.operation() instanceof Dropout dropout) {
      return new DropoutLayer(1 - dropout.rate());
    } else if (node.operation() instanceof Softmax) {
      return new ActivationLayer(Activation.SOFTMAX);
    }
    throw new IllegalArgumentException("no stock layer for " + node);
  }

  private static Layer convolution(Convolution convolution, int channels) {
    return new ConvolutionLayer.Builder(convolution.rows(), convolution.columns())
        .stride(convolution.stride(), convolution.stride())
        .convolutionMode(mode(convolution.padding()))
        .nIn(channels)
        .nOut(convolution.filters())
        .hasBias(convolution.bias())
        .activation(convolution.relu() ? Activation.RELU : Activation.IDENTITY)
        .build();
  }

  private static Layer batchNormalization(BatchNormalization normalization, int channels) {
    return new org.deeplearning4j.nn.conf.layers.BatchNormalization.Builder()
        .nIn(channels)
        .nOut(channels)
        .eps(normalization.epsilon())
        .useLogStd(false)
        .build();
  }

  private static Layer pool(PoolingType type, int window, int stride, Padding padding) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(window, window)
        .stride(stride, stride)
        .convolutionMode(mode(padding))
        // With this, and not with its opposite, padding is left out of the divisor.
        .avgPoolIncludePadInDivisor(false)
        .build();
  }

  private static Layer dense(Dense dense, int inputs) {
    return new DenseLayer.Builder()
        .nIn(inputs)
        .nOut(dense.units())
        .activation(dense.relu() ? Activation.RELU : Activation.IDENTITY)
        .build();
  }

  private static ConvolutionMode mode(Padding padding) {
    return padding == Padding.SAME ? ConvolutionMode.Same : ConvolutionMode.Truncate;
  }

  /** Gives the layer of a node its weights, if it has any. */
  void setWeights(ComputationGraph graph, Node node) {
    if (node.operation() instanceof Convolution convolution) {
      set(graph, node, "W", "kernel");
      if (convolution.bias()) {
        set(graph, node, "b", "bias");
      }
    } else if (node.operation() instanceof Dense) {
      setTransposed(graph, node, "W", "kernel");
      set(graph, node, "b", "bias");
    } else if (node.operation() instanceof BatchNormalization) {
      set(graph, node, "beta", "beta");
      set(graph, node, "mean", "mean");
      set(graph, node, "var", "variance");
    }
  }

  private void set(ComputationGraph graph, Node node, String name, String weight) {
    INDArray parameter = graph.getLayer(node.name()).getParam(name);
    try (INDArray values = Nd4j.createFromArray(network.weight(node, weight).values())) {
      parameter.assign(values.reshape(parameter.shape()));
    }
  }

  /** Deeplearning4j keeps dense kernels as {@code [input][unit]}. */
  private void setTransposed(ComputationGraph graph, Node node, String name, String weight) {
    Tensor kernel = network.weight(node, weight);
    INDArray parameter = graph.getLayer(node.name()).getParam(name);
    try (INDArray values = Nd4j.createFromArray(kernel.values())) {
      parameter.assign(values.reshape(kernel.shape().get(0), kernel.shape().get(1)).transpose());
    }
  }
}
