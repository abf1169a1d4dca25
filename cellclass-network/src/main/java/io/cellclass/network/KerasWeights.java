package io.cellclass.network;

import com.google.common.primitives.ImmutableIntArray;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the weights of InceptionV3 without its top from an HDF5 file of keras.applications.
 *
 * <p>The root's attribute {@code layer_names} lists the layers, and the attribute {@code
 * weight_names} of a layer's group its datasets. Layers are matched in the order of their running
 * numbers, whatever those are: Keras counts on from whatever was built before in the same process.
 */
final class KerasWeights {
  private static final Pattern NUMBERED =
      Pattern.compile("(conv2d|batch_normalization)(?:_(\\d{1,9}))?");

  private final HdfFile file;

  private KerasWeights(HdfFile file) {
    this.file = file;
  }

  /**
   * The weights by our names, in the order of the network.
   *
   * @throws MalformedWeightsException if the file is not such a file
   * @throws IOException if it cannot be read
   */
  static Map<String, Tensor> read(Path path) throws IOException {
    InputFile.requireNoDirectory(path);
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IOException("cannot read " + path);
    }
    try (HdfFile file = new HdfFile(path)) {
      return new KerasWeights(file).read();
    } catch (MalformedWeightsException e) {
      throw new MalformedWeightsException(path + ": " + e.getMessage(), e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | InternalError e) {
      // What jhdf throws depends on the byte that is wrong; a mapped file that shrinks gives an
      // InternalError.
      throw new MalformedWeightsException(path + " is no whole HDF5 file: " + e, e);
    }
  }

  private Map<String, Tensor> read() throws MalformedWeightsException {
    List<String> convolutions = layers("conv2d");
    List<String> normalizations = layers("batch_normalization");
    Map<String, ImmutableIntArray> shapes =
        Network.weightShapes(InceptionV3.input(InceptionV3.SMALLEST_SIZE), InceptionV3.nodes());
    Map<String, Tensor> result = new LinkedHashMap<>();
    for (int i = 0; i < InceptionV3.CONVOLUTIONS; i++) {
      readConvolution(convolutions.get(i), "conv2d_" + (i + 1) + "/kernel", shapes, result);
      readNormalization(
          normalizations.get(i), "batch_normalization_" + (i + 1) + "/", shapes, result);
    }
    return result;
  }

  private List<String> layers(String kind) throws MalformedWeightsException {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String name : strings(file, "layer_names")) {
      Matcher matcher = NUMBERED.matcher(name);
      if (matcher.matches() && matcher.group(1).equals(kind)) {
        String number = matcher.group(2);
        numbers.put(name, number == null ? 0 : Integer.parseInt(number));
      }
    }
    if (numbers.size() != InceptionV3.CONVOLUTIONS) {
      throw new MalformedWeightsException(
          "expected "
              + InceptionV3.CONVOLUTIONS
              + " layers called "
              + kind
              + "_N, found "
              + numbers.size());
    }
    List<String> names = new ArrayList<>(numbers.keySet());
    names.sort(Comparator.comparing(numbers::get));
    return names;
  }

  private void readConvolution(
      String layer, String name, Map<String, ImmutableIntArray> shapes, Map<String, Tensor> result)
      throws MalformedWeightsException {
    Map<String, String> weights = weights(layer, List.of("kernel"));
    ImmutableIntArray shape = shape(shapes, name);
    int filters = shape.get(0);
    int channels = shape.get(1);
    int positions = shape.get(2) * shape.get(3);
    float[] keras = values(layer, weights, "kernel", shape.get(2), shape.get(3), channels, filters);
    float[] ours = new float[keras.length];
    for (int f = 0; f < filters; f++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < positions; p++) {
          ours[(f * channels + c) * positions + p] = keras[(p * channels + c) * filters + f];
        }
      }
    }
    result.put(name, Tensor.owning(ours, shape.toArray()));
  }

  private void readNormalization(
      String layer,
      String prefix,
      Map<String, ImmutableIntArray> shapes,
      Map<String, Tensor> result)
      throws MalformedWeightsException {
    Map<String, String> weights = weights(layer, List.of("beta", "moving_mean", "moving_variance"));
    for (String ours : List.of("beta", "mean", "variance")) {
      String theirs = ours.equals("beta") ? ours : "moving_" + ours;
      int channels = shape(shapes, prefix + ours).get(0);
      result.put(prefix + ours, Tensor.owning(values(layer, weights, theirs, channels), channels));
    }
  }

  private static ImmutableIntArray shape(Map<String, ImmutableIntArray> shapes, String name) {
    ImmutableIntArray shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalStateException("InceptionV3 has no weight " + name);
    }
    return shape;
  }

  /** A layer's datasets by what they are: {@code conv2d_1/kernel:0} is the kernel. */
  private Map<String, String> weights(String layer, List<String> expected)
      throws MalformedWeightsException {
    Map<String, String> found = new LinkedHashMap<>();
    for (String path : strings(group(layer), "weight_names")) {
      String last = path.substring(path.lastIndexOf('/') + 1);
      found.put(last.endsWith(":0") ? last.substring(0, last.length() - 2) : last, path);
    }
    if (!found.keySet().equals(Set.copyOf(expected))) {
      throw new MalformedWeightsException(
          "layer " + layer + " must have the weights " + expected + ", not " + found.keySet());
    }
    return found;
  }

  private Group group(String layer) throws MalformedWeightsException {
    Node node = file.getChild(layer);
    if (!(node instanceof Group group)) {
      throw new MalformedWeightsException("layer " + layer + " is named but missing");
    }
    return group;
  }

  private float[] values(String layer, Map<String, String> weights, String weight, int... shape)
      throws MalformedWeightsException {
    String what = "the " + weight + " of layer " + layer;
    Node node = group(layer).getByPath(String.valueOf(weights.get(weight)));
    if (!(node instanceof Dataset dataset)) {
      throw new MalformedWeightsException(what + " is missing");
    }
    if (!Arrays.equals(dataset.getDimensions(), shape)) {
      throw new MalformedWeightsException(
          what
              + " must have the shape "
              + Arrays.toString(shape)
              + ", not "
              + Arrays.toString(dataset.getDimensions()));
    }
    if (!(dataset.getDataFlat() instanceof float[] values)) {
      throw new MalformedWeightsException(
          what + " must be of type float32, not " + dataset.getJavaType());
    }
    return values;
  }

  private static String[] strings(Node node, String name) throws MalformedWeightsException {
    Attribute attribute = node.getAttribute(name);
    if (attribute == null || !(attribute.getData() instanceof String[] strings)) {
      throw new MalformedWeightsException(
          "no list of names in the attribute " + name + " of " + node.getPath());
    }
    return strings;
  }
}
