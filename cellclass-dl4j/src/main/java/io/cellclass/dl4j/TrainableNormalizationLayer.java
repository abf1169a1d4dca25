package io.cellclass.dl4j;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What {@link TrainableNormalization} runs (Ioffe and Szegedy 2015, algorithms 1 and 2, with the
 * scale fixed at 1). The variance is that of the mini-batch as a whole population.
 *
 * <p>With {@code y = (x - mean) / deviation} over the {@code m} values of a channel, the gradient
 * at the input is {@code (g - sum(g) / m - y * sum(g * y) / m) / deviation}.
 */
final class TrainableNormalizationLayer extends BaseLayer<BatchNormalization> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable INDArray normalized;
  private transient @Nullable INDArray mean;
  private transient @Nullable INDArray variance;

  TrainableNormalizationLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  @Override
  public Type type() {
    return Type.NORMALIZATION;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray x = rows(input);
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, x.shape(), 'c');
    if (training && followsBatches()) {
      normalize(x, workspaces).add(getParam(BETA), result);
    } else {
      x.sub(getParam(GLOBAL_MEAN), result);
      result.muli(inverseDeviation(getParam(GLOBAL_VAR))).addi(getParam(BETA));
    }
    return result.reshape('c', input.shape());
  }

  private boolean followsBatches() {
    return ((TrainableNormalization) layerConf()).followsBatches();
  }

  private INDArray normalize(INDArray x, LayerWorkspaceMgr workspaces) {
    INDArray batchMean = means(x, workspaces);
    INDArray centred =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, x.shape(), 'c');
    x.sub(batchMean, centred);
    INDArray batchVariance = means(centred.mul(centred), workspaces);
    mean = batchMean;
    variance = batchVariance;
    normalized = centred.muli(inverseDeviation(batchVariance));
    return centred;
  }

  private INDArray means(INDArray values, LayerWorkspaceMgr workspaces) {
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, values.size(1));
    ColumnSums.of(values, result);
    return result.divi(values.size(0));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray g = rows(epsilon);
    INDArray sum = gradientView(BETA);
    ColumnSums.of(g, sum);
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, g.shape(), 'c');
    if (followsBatches()) {
      throughStatistics(g, sum, result);
      forget(GLOBAL_MEAN, Objects.requireNonNull(mean));
      forget(GLOBAL_VAR, Objects.requireNonNull(variance));
    } else {
      g.mul(inverseDeviation(getParam(GLOBAL_VAR)), result);
    }
    Gradient gradient = new DefaultGradient();
    TrainableNormalizationParameters.NAMES.forEach(
        name -> gradient.setGradientFor(name, gradientView(name)));
    return new Pair<>(gradient, result.reshape('c', input.shape()));
  }

  private void throughStatistics(INDArray g, INDArray sum, INDArray result) {
    INDArray y = Objects.requireNonNull(normalized);
    double size = g.size(0);
    INDArray product = g.mul(y);
    INDArray slope = sum.ulike();
    ColumnSums.of(product, slope);
    slope.divi(size);
    g.sub(sum.div(size), result);
    y.mul(slope, product);
    result.subi(product).muli(inverseDeviation(Objects.requireNonNull(variance)));
  }

  /** What is to be subtracted from a running statistic so that it moves towards the batch's. */
  private void forget(String name, INDArray ofBatch) {
    getParam(name).sub(ofBatch, gradientView(name)).muli(1 - layerConf().getDecay());
  }

  private INDArray gradientView(String name) {
    return Objects.requireNonNull(gradientViews.get(name));
  }

  private INDArray inverseDeviation(INDArray variances) {
    return Transforms.sqrt(variances.add(layerConf().getEps()), false).rdivi(1);
  }

  /** All values of a channel below each other. */
  private static INDArray rows(INDArray map) {
    long channels = map.size(map.rank() - 1);
    return map.reshape('c', map.length() / channels, channels);
  }

  @Override
  public void clear() {
    super.clear();
    normalized = null;
    mean = null;
    variance = null;
  }
}
