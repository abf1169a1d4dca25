package io.cellclass.dl4j;

import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function by the limited-memory BFGS method (Nocedal and Wright 2006,
 * algorithms 7.4 and 7.5), with steps halved until they lower the function enough (Armijo's rule,
 * their equation 3.4).
 */
final class Lbfgs {
  private static final int MEMORY = 10;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final int MOST_HALVINGS = 30;

  /** A function and its gradient. */
  interface Objective {
    /**
     * The value at a point; its gradient is written into {@code gradient}.
     *
     * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
     */
    double evaluate(double[] point, double[] gradient) throws InterruptedIOException;
  }

  /** Told of each step that was taken. */
  interface StepListener {
    /** Step {@code iteration}, from 1, has come to {@code point}. */
    void stepped(int iteration, double[] point);
  }

  /** A step, the change of the gradient along it, and the reciprocal of their product. */
  private static final class Curvature {
    final double[] step;
    final double[] change;
    final double rho;

    Curvature(double[] step, double[] change, double rho) {
      this.step = step;
      this.change = change;
      this.rho = rho;
    }
  }

  private final Objective objective;
  private final Deque<Curvature> memory = new ArrayDeque<>();

  private Lbfgs(Objective objective) {
    this.objective = objective;
  }

  /**
   * The point where the function has its minimum.
   *
   * @param start where to begin; left as it is
   * @param iterations the largest number of steps
   * @param tolerance ends when a step lowers the function by less than this share of its value
   * @throws InterruptedIOException if the objective does
   */
  static double[] minimize(
      Objective objective, double[] start, int iterations, double tolerance, StepListener listener)
      throws InterruptedIOException {
    return new Lbfgs(objective).minimize(start.clone(), iterations, tolerance, listener);
  }

  private double[] minimize(double[] point, int iterations, double tolerance, StepListener listener)
      throws InterruptedIOException {
    double[] gradient = new double[point.length];
    double value = objective.evaluate(point, gradient);
    for (int iteration = 1; iteration <= iterations; iteration++) {
      double[] direction = direction(gradient);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        return point;
      }
      double length = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double[] nextGradient = new double[point.length];
      double[] next = point;
      double nextValue = Double.POSITIVE_INFINITY;
      for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
        next = plus(point, length, direction);
        nextValue = objective.evaluate(next, nextGradient);
        if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) {
          break;
        }
      }
      if (!(nextValue < value)) {
        return point;
      }
      remember(plus(next, -1, point), plus(nextGradient, -1, gradient));
      boolean done = value - nextValue <= tolerance * Math.abs(value);
      point = next;
      gradient = nextGradient;
      value = nextValue;
      listener.stepped(iteration, point);
      if (done) {
        return point;
      }
    }
    return point;
  }

  private void remember(double[] step, double[] change) {
    double product = dot(step, change);
    if (product <= 0) {
      return;
    }
    memory.addLast(new Curvature(step, change, 1 / product));
    if (memory.size() > MEMORY) {
      memory.removeFirst();
    }
  }

  /** The two-loop recursion: minus the approximate inverse Hessian times the gradient. */
  private double[] direction(double[] gradient) {
    double[] q = gradient.clone();
    double[] alpha = new double[memory.size()];
    int i = alpha.length;
    for (Iterator<Curvature> newestFirst = memory.descendingIterator(); newestFirst.hasNext(); ) {
      Curvature c = newestFirst.next();
      alpha[--i] = c.rho * dot(c.step, q);
      add(q, -alpha[i], c.change);
    }
    double scale = -1;
    if (!memory.isEmpty()) {
      Curvature newest = memory.getLast();
      scale = -1 / (newest.rho * dot(newest.change, newest.change));
    }
    for (int j = 0; j < q.length; j++) {
      q[j] *= scale;
    }
    for (Curvature c : memory) {
      double beta = c.rho * dot(c.change, q);
      add(q, -alpha[i++] - beta, c.step);
    }
    return q;
  }

  /** Four sums at once, since each addition has to wait for the one before. */
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }

  private static void add(double[] a, double factor, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }

  private static double[] plus(double[] a, double factor, double[] b) {
    double[] sum = a.clone();
    add(sum, factor, b);
    return sum;
  }
}
