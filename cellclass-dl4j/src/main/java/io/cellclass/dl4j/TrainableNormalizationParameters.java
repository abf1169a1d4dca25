package io.cellclass.dl4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of {@link TrainableNormalization}: beta, mean and variance, one behind the other.
 */
final class TrainableNormalizationParameters extends BatchNormalizationParamInitializer {
  static final List<String> NAMES = List.of(BETA, GLOBAL_MEAN, GLOBAL_VAR);

  @Override
  public long numParams(Layer layer) {
    return NAMES.size() * ((BatchNormalization) layer).getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return NAMES;
  }

  /** Views of the parameters. Their values are set when the graph gets its weights. */
  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray parameters, boolean initialize) {
    NAMES.forEach(configuration::addVariable);
    return Collections.synchronizedMap(views(configuration, parameters));
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray gradients) {
    return views(configuration, gradients);
  }

  private static Map<String, INDArray> views(NeuralNetConfiguration configuration, INDArray flat) {
    long channels = ((BatchNormalization) configuration.getLayer()).getNOut();
    INDArray row = flat.reshape(flat.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    for (String name : NAMES) {
      long from = views.size() * channels;
      views.put(name, row.get(NDArrayIndex.interval(from, from + channels)));
    }
    return views;
  }
}
