package io.cellclass.dl4j;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution that runs on oneDNN.
 *
 * <p>Deeplearning4j 1.0.0-M2.1 has the code to call oneDNN but never reaches it: its check looks
 * for a class that has moved. Every stock convolution unrolls its input instead, ten times slower.
 * This one makes the same call without the check.
 */
final class OneDnnConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  private final boolean needsInputGradient;

  /**
   * A convolution.
   *
   * @param needsInputGradient whether back-propagation goes on before it
   */
  OneDnnConvolution(Builder builder, boolean needsInputGradient) {
    super(builder);
    this.needsInputGradient = needsInputGradient;
  }

  boolean needsInputGradient() {
    return needsInputGradient;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    OneDnnConvolutionLayer layer = new OneDnnConvolutionLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(configuration, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(configuration);
    return layer;
  }
}
