package io.cellclass.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another runtime computed with the weights of {@code cellclass-inception-weights}, on two
 * images of one size.
 */
public final class GoldenActivations {
  /** The number of images. */
  public static final int BATCH = 2;

  private final int size;
  private final Map<String, Layer> layers;
  private final List<double[]> pooled;

  private GoldenActivations(int size, Map<String, Layer> layers, List<double[]> pooled) {
    this.size = size;
    this.layers = layers;
    this.pooled = pooled;
  }

  /**
   * Some of a layer's values.
   *
   * @param name the name of the layer in {@link InceptionV3}
   * @param shape the shape of one image's values
   * @param largest the largest absolute value of the layer
   * @param samples values by their positions in {@code [batch][row][column][channel]}
   */
  public record Layer(String name, Shape shape, double largest, Map<Integer, Double> samples) {}

  /** Those of a size: 128, 224 or 299. The test is skipped where the file is not. */
  public static GoldenActivations of(int size) throws IOException {
    JsonNode root =
        new ObjectMapper().readTree(SharedFiles.require("golden/inceptionv3.json").toFile());
    JsonNode golden = root.required("sizes").required(String.valueOf(size));
    Map<String, Layer> layers = new LinkedHashMap<>();
    golden
        .required("layers")
        .properties()
        .forEach(e -> layers.put(e.getKey(), layer(e.getKey(), e.getValue())));
    List<double[]> pooled = new ArrayList<>();
    golden.required("gap").forEach(image -> pooled.add(numbers(image)));
    return new GoldenActivations(size, layers, pooled);
  }

  private static Layer layer(String name, JsonNode json) {
    double[] shape = numbers(json.required("shape"));
    Map<Integer, Double> samples = new LinkedHashMap<>();
    json.required("samples_flat_nhwc")
        .forEach(pair -> samples.put(pair.get(0).asInt(), pair.get(1).asDouble()));
    return new Layer(
        name,
        new Shape((int) shape[1], (int) shape[2], (int) shape[3]),
        json.required("max_abs").asDouble(),
        samples);
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  /** The images, {@code [batch][row][column][channel]}, in the network's own scale. */
  public float[] input() {
    float[] input = new float[BATCH * size * size * 3];
    int at = 0;
    for (int n = 0; n < BATCH; n++) {
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          for (int channel = 0; channel < 3; channel++) {
            input[at++] =
                (float) Math.sin(0.013 * row * (channel + 1) + 0.017 * column + 0.7 * channel + n);
          }
        }
      }
    }
    return input;
  }

  /** The recorded layers, in the order of the network. */
  public List<Layer> layers() {
    return List.copyOf(layers.values());
  }

  /** The global average of {@code mixed10}, {@code [batch][channel]}. */
  public List<double[]> pooled() {
    return pooled.stream().map(double[]::clone).toList();
  }
}
