package io.cellclass.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link OneDnnConvolution} runs. */
final class OneDnnConvolutionLayer extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  OneDnnConvolutionLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
    helper = new MKLDNNConvHelper(type);
  }

  @Override
  protected Pair<INDArray, @Nullable INDArray> preOutput(
      boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    validateInputRank();
    org.deeplearning4j.nn.conf.layers.ConvolutionLayer layer = layerConf();
    INDArray weights =
        getParamWithNoise(ConvolutionParamInitializer.WEIGHT_KEY, training, workspaces);
    INDArray bias =
        layer.hasBias()
            ? getParamWithNoise(ConvolutionParamInitializer.BIAS_KEY, training, workspaces)
            : null;
    validateInputDepth(weights.size(1));
    INDArray output =
        helper.preOutput(
            input.castTo(dataType),
            weights,
            bias,
            layer.getKernelSize(),
            layer.getStride(),
            layer.getPadding(),
            layer.getCudnnAlgoMode(),
            layer.getCudnnFwdAlgo(),
            convolutionMode,
            layer.getDilation(),
            layer.getCnn2dDataFormat(),
            workspaces);
    return new Pair<>(output, null);
  }
}
