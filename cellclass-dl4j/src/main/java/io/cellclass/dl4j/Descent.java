package io.cellclass.dl4j;

import io.cellclass.dl4j.Optimizer.Adam;
import io.cellclass.dl4j.Optimizer.Sgd;
import io.cellclass.dl4j.ParameterRange.Role;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Takes the steps of an {@link Optimizer} on the parameters of a {@link Descendable}. Its state are
 * rows as long as the parameters, and the number of steps. All calls on the learner's thread.
 */
final class Descent implements AutoCloseable {
  private static final String MEAN = "mean";
  private static final String SQUARES = "squares";
  private static final String VELOCITY = "velocity";

  private final Optimizer optimizer;
  private final double clipping;
  private final Map<String, INDArray> rows = new LinkedHashMap<>();
  private final List<Span> spans = new ArrayList<>();
  private int steps;

  /** Parameters beside each other that learn at the same rate; views. */
  private record Span(double factor, INDArray parameters, INDArray gradient, List<INDArray> state) {
    boolean isDescended() {
      return factor > 0;
    }
  }

  /**
   * Starts with a state of zeros.
   *
   * @param backboneRate what the learning rate is multiplied by for the backbone
   * @param clipping the largest norm of the gradient over all that is descended on; infinite for
   *     any
   */
  Descent(Descendable learner, Optimizer optimizer, double backboneRate, double clipping) {
    this.optimizer = optimizer;
    this.clipping = clipping;
    long length = learner.parameters().length();
    for (String name : optimizer instanceof Adam ? List.of(MEAN, SQUARES) : List.of(VELOCITY)) {
      rows.put(name, Nd4j.zeros(DataType.FLOAT, 1, length));
    }
    List<ParameterRange> ranges = learner.ranges();
    for (int first = 0; first < ranges.size(); ) {
      Role role = ranges.get(first).role();
      int end = first + 1;
      while (end < ranges.size() && ranges.get(end).role() == role) {
        end++;
      }
      spans.add(
          span(learner, ranges.get(first).from(), ranges.get(end - 1).to(), role, backboneRate));
      first = end;
    }
  }

  private Span span(Descendable learner, long from, long to, Role role, double backboneRate) {
    double factor =
        switch (role) {
          case HEAD -> 1;
          case BACKBONE -> backboneRate;
          case STATISTICS -> 0;
        };
    return new Span(
        factor,
        view(learner.parameters(), from, to),
        view(learner.gradient(), from, to),
        rows.values().stream().map(row -> view(row, from, to)).toList());
  }

  private static INDArray view(INDArray row, long from, long to) {
    return row.reshape(row.length()).get(NDArrayIndex.interval(from, to));
  }

  /** Changes the parameters by the learner's gradient, which is spent then. */
  void step(double rate) {
    clip();
    for (Span span : spans) {
      if (span.isDescended()) {
        descend(span, rate * span.factor());
      }
      // What is left in the gradient is what has to be subtracted.
      span.parameters().subi(span.gradient());
    }
    steps++;
  }

  private void clip() {
    if (clipping == Double.POSITIVE_INFINITY) {
      return;
    }
    double squares = 0;
    for (Span span : spans) {
      if (span.isDescended()) {
        double norm = span.gradient().norm2Number().doubleValue();
        squares += norm * norm;
      }
    }
    double norm = Math.sqrt(squares);
    if (norm > clipping) {
      spans.stream().filter(Span::isDescended).forEach(s -> s.gradient().muli(clipping / norm));
    }
  }

  /** Turns the gradient into the step. */
  private void descend(Span span, double rate) {
    if (optimizer instanceof Adam adam) {
      INDArray mean = span.state().get(0);
      INDArray squares = span.state().get(1);
      Nd4j.exec(
          new AdamUpdater(
              span.gradient(),
              squares,
              mean,
              rate,
              adam.beta1(),
              adam.beta2(),
              adam.epsilon(),
              steps));
    } else if (optimizer instanceof Sgd sgd) {
      INDArray velocity = span.state().get(0);
      velocity.muli(sgd.momentum()).addi(span.gradient().muli(rate));
      span.gradient().assign(velocity);
    }
  }

  /** The number of steps so far. */
  int steps() {
    return steps;
  }

  /** A copy of the rows by their names: with {@link #steps()} the whole state. */
  Map<String, Tensor> state() {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    rows.forEach((name, row) -> copies.put(name, Rows.copy(row)));
    return copies;
  }

  /**
   * Goes on from a state.
   *
   * @throws IllegalArgumentException if it is of another optimizer or other parameters
   */
  void restore(int steps, Map<String, Tensor> state) {
    if (!state.keySet().equals(rows.keySet())) {
      throw new IllegalArgumentException(
          "expected the rows " + rows.keySet() + " of the optimizer, found " + state.keySet());
    }
    rows.forEach((name, row) -> Rows.set(row, name, Objects.requireNonNull(state.get(name))));
    this.steps = steps;
  }

  @Override
  public void close() {
    rows.values().forEach(INDArray::close);
  }
}
