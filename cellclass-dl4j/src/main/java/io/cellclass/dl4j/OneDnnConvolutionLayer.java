package io.cellclass.dl4j;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link OneDnnConvolution} runs: with ReLU behind it, or nothing. */
final class OneDnnConvolutionLayer extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;
  private transient @Nullable INDArray output;

  OneDnnConvolutionLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
    helper = new MKLDNNConvHelper(type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray result = super.activate(training, workspaces);
    output = training ? result : null;
    return result;
  }

  @Override
  protected Pair<INDArray, @Nullable INDArray> preOutput(
      boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    validateInputRank();
    org.deeplearning4j.nn.conf.layers.ConvolutionLayer layer = layerConf();
    INDArray weights =
        getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, training, workspaces);
    validateInputDepth(weights.size(1));
    INDArray result =
        helper.preOutput(
            input.castTo(dataType),
            weights,
            bias(),
            layer.getKernelSize(),
            layer.getStride(),
            layer.getPadding(),
            layer.getCudnnAlgoMode(),
            layer.getCudnnFwdAlgo(),
            convolutionMode,
            layer.getDilation(),
            layer.getCnn2dDataFormat(),
            workspaces);
    return new Pair<>(result, null);
  }

  private @Nullable INDArray bias() {
    return layerConf().hasBias() ? getParam(ConvolutionParamInitializer.BIAS_KEY) : null;
  }

  /**
   * As in the stock layer, which computes the convolution a second time to know where ReLU was
   * zero; the output of the forward pass says that too.
   */
  @Override
  public Pair<Gradient, @Nullable INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray delta = beforeActivation(epsilon, workspaces);
    return isPointwise() ? throughProducts(delta, workspaces) : throughOneDnn(delta, workspaces);
  }

  private INDArray beforeActivation(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (!(layerConf().getActivationFn() instanceof ActivationReLU)) {
      return epsilon;
    }
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.BP_WORKING_MEM, epsilon.dataType(), epsilon.shape(), 'c');
    // Twice as fast as the one operation that does both.
    Nd4j.getExecutioner().exec(new Step(Objects.requireNonNull(output), result));
    return result.muli(epsilon);
  }

  private boolean isPointwise() {
    return Arrays.equals(layerConf().getKernelSize(), new int[] {1, 1})
        && Arrays.equals(layerConf().getStride(), new int[] {1, 1});
  }

  /**
   * A 1x1 convolution is a product of matrices, pixels by channels. oneDNN's own backward pass
   * spends half of its time on changing their layout and back.
   */
  private Pair<Gradient, @Nullable INDArray> throughProducts(
      INDArray delta, LayerWorkspaceMgr workspaces) {
    INDArray kernel = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
    long filters = kernel.size(0);
    long channels = kernel.size(1);
    long pixels = input.length() / channels;
    INDArray values = input.reshape('c', pixels, channels);
    INDArray deltas = delta.reshape('c', pixels, filters);
    INDArray atKernel = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
    multiply(
        deltas, true, values, Objects.requireNonNull(atKernel).reshape('c', filters, channels));
    INDArray atBias = gradientViews.get(ConvolutionParamInitializer.BIAS_KEY);
    if (atBias != null) {
      ColumnSums.of(deltas, atBias);
    }
    if (!needsInputGradient()) {
      return new Pair<>(gradient(atKernel, atBias), null);
    }
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    multiply(
        deltas,
        false,
        kernel.reshape('c', filters, channels),
        result.reshape('c', pixels, channels));
    return new Pair<>(gradient(atKernel, atBias), result);
  }

  private boolean needsInputGradient() {
    return ((OneDnnConvolution) layerConf()).needsInputGradient();
  }

  private static void multiply(INDArray a, boolean transposed, INDArray b, INDArray result) {
    Nd4j.exec(
        DynamicCustomOp.builder("matmul")
            .addInputs(a, b)
            .addOutputs(result)
            .addIntegerArguments(transposed ? 1 : 0, 0, 0)
            .build());
  }

  private static Gradient gradient(INDArray atKernel, @Nullable INDArray atBias) {
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, atKernel, 'c');
    if (atBias != null) {
      gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, atBias);
    }
    return gradient;
  }

  private Pair<Gradient, @Nullable INDArray> throughOneDnn(
      INDArray delta, LayerWorkspaceMgr workspaces) {
    org.deeplearning4j.nn.conf.layers.ConvolutionLayer layer = layerConf();
    Pair<Gradient, INDArray> result =
        helper.backpropGradient(
            input,
            getParam(ConvolutionParamInitializer.WEIGHT_KEY),
            bias(),
            delta,
            layer.getKernelSize(),
            layer.getStride(),
            layer.getPadding(),
            gradientViews.get(ConvolutionParamInitializer.BIAS_KEY),
            gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY),
            layer.getActivationFn(),
            layer.getCudnnAlgoMode(),
            layer.getCudnnBwdFilterAlgo(),
            layer.getCudnnBwdDataAlgo(),
            convolutionMode,
            layer.getDilation(),
            layer.getCnn2dDataFormat(),
            workspaces);
    return new Pair<>(result.getFirst(), needsInputGradient() ? result.getSecond() : null);
  }

  @Override
  public void clear() {
    super.clear();
    output = null;
  }
}
