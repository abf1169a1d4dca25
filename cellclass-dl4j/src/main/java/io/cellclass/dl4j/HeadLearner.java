package io.cellclass.dl4j;

import io.cellclass.dl4j.ParameterRange.Role;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A {@link DenseHead} on features, trained: with two layers the chain rule is shorter than a graph.
 *
 * <p>Dropout is inverted (Srivastava et al. 2014): what is kept is scaled up, so that nothing needs
 * scaling later.
 */
final class HeadLearner implements Learner {
  /** So that large sets take no second copy of all their features. */
  private static final int LARGEST_PASS = 4096;

  private static final WorkspaceConfiguration MEMORY =
      WorkspaceConfiguration.builder()
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .build();

  private final double dropout;
  private final INDArray parameters;
  private final INDArray gradient;
  private final List<ParameterRange> ranges = new ArrayList<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private float[][] learnt = {};

  /**
   * A head with these weights.
   *
   * @param weights those of {@link DenseHead#initialWeights}
   * @param dropout the share of hidden units left out in a step, in [0, 1)
   */
  HeadLearner(Map<String, Tensor> weights, double dropout) {
    this.dropout = dropout;
    long length = 0;
    for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
      long end = length + weight.getValue().size();
      ranges.add(new ParameterRange(weight.getKey(), length, end, Role.HEAD));
      shapes.put(weight.getKey(), weight.getValue().shape().toArray());
      length = end;
    }
    parameters = Nd4j.zeros(DataType.FLOAT, 1, length);
    gradient = Nd4j.zeros(DataType.FLOAT, 1, length);
    for (ParameterRange range : ranges) {
      Tensor weight = Objects.requireNonNull(weights.get(range.name()));
      Rows.set(row(parameters, range), range.name(), weight);
    }
  }

  @Override
  public INDArray parameters() {
    return parameters;
  }

  @Override
  public INDArray gradient() {
    return gradient;
  }

  @Override
  public List<ParameterRange> ranges() {
    return List.copyOf(ranges);
  }

  @Override
  @SuppressWarnings("try") // The scope is there to be left.
  public double learn(Minibatch batch, RandomGenerator random) {
    try (MemoryWorkspace scope = scope()) {
      INDArray features = Nd4j.createFromArray(batch.inputs().toArray(float[][]::new));
      INDArray hidden = hidden(features);
      INDArray kept = keep(hidden.shape(), random);
      INDArray left = hidden.mul(kept);
      INDArray probabilities = probabilitiesOf(left);
      learnt = probabilities.toFloatMatrix();
      backpropagate(features, hidden, kept, left, lossGradient(probabilities, batch));
      gradient.divi(batch.size());
    }
    return loss(batch);
  }

  private void backpropagate(
      INDArray features, INDArray hidden, INDArray kept, INDArray left, INDArray atLogits) {
    Nd4j.gemm(left, atLogits, kernel(gradient, DenseHead.LOGITS_KERNEL), true, false, 1, 0);
    row(gradient, DenseHead.LOGITS_BIAS).assign(atLogits.sum(0));
    INDArray atHidden = kernel(parameters, DenseHead.LOGITS_KERNEL).mmul(atLogits.transpose());
    INDArray backward = atHidden.transpose().mul(kept).muli(hidden.gt(0).castTo(DataType.FLOAT));
    Nd4j.gemm(features, backward, kernel(gradient, DenseHead.HIDDEN_KERNEL), true, false, 1, 0);
    row(gradient, DenseHead.HIDDEN_BIAS).assign(backward.sum(0));
  }

  /** Of the weighted cross-entropy with respect to the logits, summed over images. */
  private static INDArray lossGradient(INDArray probabilities, Minibatch batch) {
    return probabilities
        .sub(Nd4j.createFromArray(batch.targets()))
        .muliColumnVector(Nd4j.createFromArray(batch.weights()).reshape(batch.size(), 1));
  }

  private double loss(Minibatch batch) {
    double loss = 0;
    for (int i = 0; i < batch.size(); i++) {
      for (int c = 0; c < learnt[i].length; c++) {
        // A probability that float32 rounds to zero is no infinite loss.
        double logarithm = Math.log(Math.max(Float.MIN_NORMAL, learnt[i][c]));
        loss -= batch.weights()[i] * batch.targets()[i][c] * logarithm;
      }
    }
    return loss / batch.size();
  }

  @Override
  public float[][] learnt() {
    return learnt;
  }

  @Override
  @SuppressWarnings("try") // The scope is there to be left.
  public float[][] probabilities(List<float[]> inputs) {
    List<float[]> probabilities = new ArrayList<>(inputs.size());
    for (int from = 0; from < inputs.size(); from += LARGEST_PASS) {
      List<float[]> part = inputs.subList(from, Math.min(inputs.size(), from + LARGEST_PASS));
      try (MemoryWorkspace scope = scope()) {
        INDArray features = Nd4j.createFromArray(part.toArray(float[][]::new));
        probabilities.addAll(Arrays.asList(probabilitiesOf(hidden(features)).toFloatMatrix()));
      }
    }
    return probabilities.toArray(float[][]::new);
  }

  private INDArray hidden(INDArray features) {
    INDArray values = features.mmul(kernel(parameters, DenseHead.HIDDEN_KERNEL));
    return Transforms.relu(values.addiRowVector(row(parameters, DenseHead.HIDDEN_BIAS)), false);
  }

  private INDArray probabilitiesOf(INDArray hidden) {
    INDArray logits = hidden.mmul(kernel(parameters, DenseHead.LOGITS_KERNEL));
    logits.addiRowVector(row(parameters, DenseHead.LOGITS_BIAS));
    return Nd4j.exec(new SoftMax(logits, logits, -1))[0];
  }

  private INDArray keep(long[] shape, RandomGenerator random) {
    float[] factors = new float[Math.toIntExact(shape[0] * shape[1])];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextDouble() < dropout ? 0 : (float) (1 / (1 - dropout));
    }
    return Nd4j.createFromArray(factors).reshape(shape);
  }

  /** Memory of the arrays of a pass, which are gone behind it. */
  private static MemoryWorkspace scope() {
    return Nd4j.getWorkspaceManager().getAndActivateWorkspace(MEMORY, "cellclass-head");
  }

  @Override
  public Map<String, Tensor> weights() {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (ParameterRange range : ranges) {
      int[] shape = Objects.requireNonNull(shapes.get(range.name()));
      weights.put(range.name(), Tensor.of(NativeArrays.floats(row(parameters, range)), shape));
    }
    return weights;
  }

  /** The view {@code [input][output]} of a kernel that lies in memory output by output. */
  private INDArray kernel(INDArray of, String name) {
    int[] shape = Objects.requireNonNull(shapes.get(name));
    return row(of, name).reshape('f', shape[1], shape[0]);
  }

  private INDArray row(INDArray of, String name) {
    for (ParameterRange range : ranges) {
      if (range.name().equals(name)) {
        return row(of, range);
      }
    }
    throw new IllegalArgumentException("no weight called " + name);
  }

  private static INDArray row(INDArray of, ParameterRange range) {
    return of.reshape(of.length()).get(NDArrayIndex.interval(range.from(), range.to()));
  }

  @Override
  public void close() {
    parameters.close();
    gradient.close();
  }
}
