package io.cellclass.dl4j;

import io.cellclass.RandomStreams;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout (Srivastava et al. 2014) whose chance depends on the seed and the iteration
 * alone. Deeplearning4j's own draws from one generator for the whole process, so that two trainings
 * at once would change each other.
 */
final class SeededDropout implements IDropout {
  private static final long serialVersionUID = 1L;
  private final double rate;
  private final long seed;
  private transient @Nullable INDArray mask;

  SeededDropout(double rate, long seed) {
    this.rate = rate;
    this.seed = seed;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    RandomGenerator random = RandomStreams.of(seed, iteration, "dropout");
    float[] factors = new float[Math.toIntExact(input.length())];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextDouble() < rate ? 0 : (float) (1 / (1 - rate));
    }
    INDArray drawn = Nd4j.createFromArray(factors).reshape(input.shape());
    mask = drawn;
    return input.mul(drawn, result);
  }

  @Override
  public INDArray backprop(
      INDArray gradientAtOutput, INDArray gradientAtInput, int iteration, int epoch) {
    INDArray drawn = mask;
    if (drawn == null) {
      throw new IllegalStateException("back-propagation before a forward pass");
    }
    return gradientAtOutput.mul(drawn, gradientAtInput);
  }

  @Override
  public void clear() {
    mask = null;
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // A copy shares nothing: the mask belongs to one pass.
  public SeededDropout clone() {
    return new SeededDropout(rate, seed);
  }
}
