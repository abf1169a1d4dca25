package io.cellclass.network;

import io.cellclass.network.Operation.AveragePool;
import io.cellclass.network.Operation.BatchNormalization;
import io.cellclass.network.Operation.Concatenation;
import io.cellclass.network.Operation.Convolution;
import io.cellclass.network.Operation.Dense;
import io.cellclass.network.Operation.Dropout;
import io.cellclass.network.Operation.GlobalAveragePool;
import io.cellclass.network.Operation.MaxPool;
import io.cellclass.network.Operation.Relu;
import io.cellclass.network.Operation.Softmax;
import io.cellclass.network.Operation.Upsampling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Computes a network by its definitions, in double precision and plain loops: the oracle for the
 * engines.
 *
 * <p>All values are {@code [batch][row][column][channel]}.
 */
public final class ReferenceEngine {
  private Network network;
  private final int batch;
  private final Map<String, double[]> values = new HashMap<>();

  private ReferenceEngine(Network network, int batch) {
    this.network = network;
    this.batch = batch;
  }

  /** The values of all nodes, and of the input, by their names. */
  public static Map<String, double[]> run(Network network, float[] input, int batch) {
    return run(network, input, batch, (node, values) -> network);
  }

  /**
   * The values of all nodes of a network whose weights depend on values, as in training mode.
   *
   * @param weights gives, for a node and the values before it, the network whose weights it has
   */
  public static Map<String, double[]> run(
      Network network,
      float[] input,
      int batch,
      BiFunction<Node, Map<String, double[]>, Network> weights) {
    if (input.length != batch * network.input().size()) {
      throw new IllegalArgumentException(
          "expected " + batch + " times " + network.input() + " values");
    }
    ReferenceEngine engine = new ReferenceEngine(network, batch);
    engine.values.put(
        Network.INPUT, IntStream.range(0, input.length).mapToDouble(i -> input[i]).toArray());
    for (Node node : network.nodes()) {
      engine.network = weights.apply(node, engine.values);
      engine.values.put(node.name(), engine.compute(node));
    }
    return engine.values;
  }

  /**
   * The values of all nodes if one of them, or the input, had another value.
   *
   * @param values what {@link #run} gave for one image
   */
  public static Map<String, double[]> rerun(
      Network network, Map<String, double[]> values, String changed, double[] value) {
    ReferenceEngine engine = new ReferenceEngine(network, 1);
    engine.values.putAll(values);
    engine.values.put(changed, value);
    Set<String> stale = new HashSet<>(Set.of(changed));
    for (Node node : network.nodes()) {
      if (!stale.contains(node.name()) && node.inputs().stream().anyMatch(stale::contains)) {
        stale.add(node.name());
        engine.values.put(node.name(), engine.compute(node));
      }
    }
    return engine.values;
  }

  private double[] compute(Node node) {
    double[] x = value(node.inputs().get(0));
    Shape in = network.shape(node.inputs().get(0));
    Shape out = network.shape(node.name());
    Operation operation = node.operation();
    if (operation instanceof Convolution convolution) {
      return convolve(node, convolution, x, in, out);
    } else if (operation instanceof MaxPool pool) {
      return pool(pool.window(), pool.stride(), pool.padding(), x, in, out, true);
    } else if (operation instanceof AveragePool pool) {
      return pool(pool.window(), pool.stride(), pool.padding(), x, in, out, false);
    } else if (operation instanceof BatchNormalization normalization) {
      return normalize(node, normalization, x);
    } else if (operation instanceof Upsampling) {
      return repeat(x, in, out);
    } else if (operation instanceof Concatenation) {
      return concatenate(node.inputs(), out);
    } else if (operation instanceof GlobalAveragePool) {
      return averageAll(x, in);
    } else if (operation instanceof Dense dense) {
      return dense(node, dense, x, in.channels());
    } else if (operation instanceof Relu) {
      return Arrays.stream(x).map(v -> Math.max(0, v)).toArray();
    } else if (operation instanceof Softmax) {
      return softmax(x, in.channels());
    } else if (operation instanceof Dropout) {
      return x;
    }
    throw new AssertionError("no reference for " + operation);
  }

  private double[] value(String name) {
    double[] value = values.get(name);
    if (value == null) {
      throw new AssertionError("no value called " + name);
    }
    return value;
  }

  /**
   * TensorFlow's rule: as many zeros as the last window needs, half of them, rounded down, in
   * front.
   */
  private static int zerosBefore(Padding padding, int in, int out, int window, int stride) {
    int all = Math.max(0, (out - 1) * stride + window - in);
    return padding == Padding.SAME ? all / 2 : 0;
  }

  private double[] convolve(Node node, Convolution c, double[] x, Shape in, Shape out) {
    Tensor kernel = network.weight(node, "kernel");
    int filters = c.filters();
    int top = zerosBefore(c.padding(), in.rows(), out.rows(), c.rows(), c.stride());
    int left = zerosBefore(c.padding(), in.columns(), out.columns(), c.columns(), c.stride());
    double[] filtersInside = filtersInside(kernel, filters, in.channels(), c.rows() * c.columns());
    double[] y = new double[batch * (int) out.size()];
    IntStream.range(0, batch * out.rows())
        .parallel()
        .forEach(
            imageAndRow -> {
              int image = imageAndRow / out.rows();
              int row = imageAndRow % out.rows();
              for (int column = 0; column < out.columns(); column++) {
                double[] sums = new double[filters];
                for (int i = 0; i < c.rows(); i++) {
                  int r = row * c.stride() + i - top;
                  for (int j = 0; j < c.columns(); j++) {
                    int s = column * c.stride() + j - left;
                    if (r >= 0 && r < in.rows() && s >= 0 && s < in.columns()) {
                      int from = ((image * in.rows() + r) * in.columns() + s) * in.channels();
                      addProducts(sums, x, from, in.channels(), filtersInside, i * c.columns() + j);
                    }
                  }
                }
                finish(node, c, sums);
                System.arraycopy(
                    sums, 0, y, (imageAndRow * out.columns() + column) * filters, filters);
              }
            });
    return y;
  }

  /** {@code [position][channel][filter]}, along which the innermost loop runs. */
  private static double[] filtersInside(Tensor kernel, int filters, int channels, int positions) {
    double[] result = new double[kernel.size()];
    for (int f = 0; f < filters; f++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < positions; p++) {
          result[(p * channels + c) * filters + f] = kernel.get((f * channels + c) * positions + p);
        }
      }
    }
    return result;
  }

  private static void addProducts(
      double[] sums, double[] x, int from, int channels, double[] kernel, int position) {
    for (int c = 0; c < channels; c++) {
      double value = x[from + c];
      int at = (position * channels + c) * sums.length;
      for (int f = 0; f < sums.length; f++) {
        sums[f] += value * kernel[at + f];
      }
    }
  }

  private void finish(Node node, Convolution c, double[] sums) {
    for (int f = 0; f < sums.length; f++) {
      double sum = c.bias() ? sums[f] + network.weight(node, "bias").get(f) : sums[f];
      sums[f] = c.relu() ? Math.max(0, sum) : sum;
    }
  }

  private double[] pool(
      int window, int stride, Padding padding, double[] x, Shape in, Shape out, boolean largest) {
    int top = zerosBefore(padding, in.rows(), out.rows(), window, stride);
    int left = zerosBefore(padding, in.columns(), out.columns(), window, stride);
    double[] y = new double[batch * (int) out.size()];
    for (int at = 0; at < y.length; at++) {
      int channel = at % out.channels();
      int column = at / out.channels() % out.columns();
      int row = at / out.channels() / out.columns() % out.rows();
      int image = at / (int) out.size();
      double sum = 0;
      double most = Double.NEGATIVE_INFINITY;
      int count = 0;
      for (int r = Math.max(0, row * stride - top);
          r < Math.min(in.rows(), row * stride - top + window);
          r++) {
        for (int s = Math.max(0, column * stride - left);
            s < Math.min(in.columns(), column * stride - left + window);
            s++) {
          double value = x[((image * in.rows() + r) * in.columns() + s) * in.channels() + channel];
          sum += value;
          most = Math.max(most, value);
          count++;
        }
      }
      y[at] = largest ? most : sum / count;
    }
    return y;
  }

  private double[] normalize(Node node, BatchNormalization normalization, double[] x) {
    Tensor beta = network.weight(node, "beta");
    Tensor mean = network.weight(node, "mean");
    Tensor variance = network.weight(node, "variance");
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int c = i % beta.size();
      y[i] =
          (x[i] - mean.get(c)) / Math.sqrt(variance.get(c) + normalization.epsilon()) + beta.get(c);
    }
    return y;
  }

  private double[] concatenate(List<String> inputs, Shape out) {
    double[] y = new double[batch * (int) out.size()];
    int pixels = batch * out.rows() * out.columns();
    int before = 0;
    for (String input : inputs) {
      int channels = network.shape(input).channels();
      for (int pixel = 0; pixel < pixels; pixel++) {
        System.arraycopy(
            value(input), pixel * channels, y, pixel * out.channels() + before, channels);
      }
      before += channels;
    }
    return y;
  }

  private double[] repeat(double[] x, Shape in, Shape out) {
    int factor = out.rows() / in.rows();
    double[] y = new double[batch * (int) out.size()];
    for (int at = 0; at < y.length; at++) {
      int channel = at % out.channels();
      int column = at / out.channels() % out.columns() / factor;
      int row = at / out.channels() / out.columns() % out.rows() / factor;
      int image = at / (int) out.size();
      y[at] = x[((image * in.rows() + row) * in.columns() + column) * in.channels() + channel];
    }
    return y;
  }

  private double[] averageAll(double[] x, Shape in) {
    double[] y = new double[batch * in.channels()];
    for (int i = 0; i < x.length; i++) {
      int image = i / (int) in.size();
      y[image * in.channels() + i % in.channels()] += x[i] / (in.rows() * in.columns());
    }
    return y;
  }

  private double[] dense(Node node, Dense dense, double[] x, int inputs) {
    Tensor kernel = network.weight(node, "kernel");
    Tensor bias = network.weight(node, "bias");
    double[] y = new double[batch * dense.units()];
    for (int at = 0; at < y.length; at++) {
      int image = at / dense.units();
      int unit = at % dense.units();
      double sum = bias.get(unit);
      for (int i = 0; i < inputs; i++) {
        sum += kernel.get(unit * inputs + i) * x[image * inputs + i];
      }
      y[at] = dense.relu() ? Math.max(0, sum) : sum;
    }
    return y;
  }

  private double[] softmax(double[] x, int length) {
    double[] y = new double[x.length];
    for (int image = 0; image < batch; image++) {
      int from = image * length;
      double most = Arrays.stream(x, from, from + length).max().orElseThrow();
      double sum = Arrays.stream(x, from, from + length).map(v -> Math.exp(v - most)).sum();
      for (int i = from; i < from + length; i++) {
        y[i] = Math.exp(x[i] - most) / sum;
      }
    }
    return y;
  }
}
