package io.cellclass.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation without scale, whose beta is learnt. Deeplearning4j's own has a scale that
 * InceptionV3 lacks, or else no beta either.
 */
final class TrainableNormalization extends BatchNormalization {
  private static final long serialVersionUID = 1L;

  /** As in Keras. */
  static final double DECAY = 0.99;

  private final boolean followsBatches;

  /**
   * Batch normalisation of a number of channels.
   *
   * @param epsilon what keeps the divisor from zero
   * @param decay how much of the running statistics stays at each mini-batch, which is normalised
   *     by its own in training; 1 for running ones that stay, and are used in training too
   */
  TrainableNormalization(int channels, double epsilon, double decay) {
    followsBatches = decay < 1;
    setNIn(channels);
    setNOut(channels);
    setEps(epsilon);
    setDecay(decay);
    setUseLogStd(false);
    setCnn2DFormat(CNN2DFormat.NHWC);
  }

  boolean followsBatches() {
    return followsBatches;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    TrainableNormalizationLayer layer = new TrainableNormalizationLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return new TrainableNormalizationParameters();
  }
}
