package io.cellclass.network;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes HDF5 files in the layout of keras.applications, right ones and, by its knobs, wrong ones.
 */
final class KerasFile {
  private final List<String> convolutions = new ArrayList<>();
  private final List<String> normalizations = new ArrayList<>();
  private final Map<String, Map<String, Object>> layers = new LinkedHashMap<>();

  /**
   * All layers, with these numbers from a start on; the first is called without one where it is 0.
   */
  KerasFile(int firstNumber) {
    for (int i = 0; i < InceptionV3.CONVOLUTIONS; i++) {
      convolutions.add(numbered("conv2d", firstNumber + i));
      normalizations.add(numbered("batch_normalization", firstNumber + i));
    }
  }

  private static String numbered(String kind, int number) {
    return number == 0 ? kind : kind + "_" + number;
  }

  String convolution(int index) {
    return convolutions.get(index);
  }

  String normalization(int index) {
    return normalizations.get(index);
  }

  /** Leaves a layer out of the list. */
  KerasFile without(String layer) {
    convolutions.remove(layer);
    normalizations.remove(layer);
    return this;
  }

  /** Adds a weight, as nested arrays. */
  KerasFile with(String layer, String weight, Object values) {
    layers.computeIfAbsent(layer, name -> new LinkedHashMap<>()).put(weight, values);
    return this;
  }

  /** Adds weights by our names. */
  KerasFile with(Map<String, Tensor> weights) {
    for (int i = 0; i < InceptionV3.CONVOLUTIONS; i++) {
      with(convolution(i), "kernel:0", kernel(weights.get("conv2d_" + (i + 1) + "/kernel")));
      String ours = "batch_normalization_" + (i + 1) + "/";
      with(normalization(i), "beta:0", vector(weights.get(ours + "beta")));
      with(normalization(i), "moving_mean:0", vector(weights.get(ours + "mean")));
      with(normalization(i), "moving_variance:0", vector(weights.get(ours + "variance")));
    }
    return this;
  }

  /**
   * Writes the file, with the layers in no particular order and with layers that have no weights.
   */
  Path write(Path file) {
    List<String> names =
        new ArrayList<>(List.of("input_1", "activation_7", "mixed0", "conv2d_transpose_3"));
    names.addAll(convolutions);
    names.addAll(normalizations);
    Collections.shuffle(names, new Random(1));
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("layer_names", names.toArray(new String[0]));
      layers.forEach((layer, weights) -> put(hdf.putGroup(layer), layer, weights));
    }
    return file;
  }

  private static void put(WritableGroup group, String layer, Map<String, Object> weights) {
    String[] paths =
        weights.keySet().stream().map(weight -> layer + "/" + weight).toArray(String[]::new);
    group.putAttribute("weight_names", paths);
    WritableGroup inner = group.putGroup(layer);
    weights.forEach(inner::putDataset);
  }

  /** From {@code [filter][channel][row][column]} to {@code [row][column][channel][filter]}. */
  private static float[][][][] kernel(@Nullable Tensor ours) {
    if (ours == null) {
      throw new AssertionError();
    }
    int filters = ours.shape().get(0);
    int channels = ours.shape().get(1);
    int rows = ours.shape().get(2);
    int columns = ours.shape().get(3);
    float[][][][] keras = new float[rows][columns][channels][filters];
    int at = 0;
    for (int f = 0; f < filters; f++) {
      for (int c = 0; c < channels; c++) {
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < columns; column++) {
            keras[row][column][c][f] = ours.get(at++);
          }
        }
      }
    }
    return keras;
  }

  private static float[] vector(@Nullable Tensor tensor) {
    if (tensor == null) {
      throw new AssertionError();
    }
    return tensor.values();
  }
}
