package io.cellclass.dl4j;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout (Srivastava et al. 2014) that draws one number for each value, in their order,
 * from the generator of the pass. It counts no iterations, so that a training that is resumed draws
 * what the uninterrupted one does.
 */
final class DrawnDropout implements IDropout {
  private static final long serialVersionUID = 1L;
  private final double rate;
  private final transient Supplier<RandomGenerator> chance;
  private transient float @Nullable [] factors;

  /**
   * Dropout at a rate.
   *
   * @param rate the share of values that become zero
   * @param chance gives the generator of the pass that begins
   */
  DrawnDropout(double rate, Supplier<RandomGenerator> chance) {
    this.rate = rate;
    this.chance = chance;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    RandomGenerator random = chance.get();
    float kept = (float) (1 / (1 - rate));
    float[] drawn = new float[Math.toIntExact(input.length())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextDouble() < rate ? 0 : kept;
    }
    factors = drawn;
    return scaled(input, drawn, result);
  }

  @Override
  public INDArray backprop(
      INDArray gradientAtOutput, INDArray gradientAtInput, int iteration, int epoch) {
    float[] drawn = factors;
    if (drawn == null) {
      throw new IllegalStateException("back-propagation before a forward pass");
    }
    return scaled(gradientAtOutput, drawn, gradientAtInput);
  }

  private static INDArray scaled(INDArray values, float[] factors, INDArray result) {
    return values.mul(Nd4j.createFromArray(factors).reshape(values.shape()), result);
  }

  @Override
  public void clear() {
    factors = null;
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // A copy shares no factors: they belong to one pass.
  public DrawnDropout clone() {
    return new DrawnDropout(rate, chance);
  }
}
