package io.cellclass.network;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The weights of InceptionV3 without its top, and the scale of the pixels that they were trained
 * with. Immutable and safe for concurrent use.
 */
public final class Backbone {
  /**
   * The weights of this project, in the layout of keras.applications, which were trained on pixels
   * from 0 to 1.
   */
  private static final String UNIT_RANGE_FILE =
      "207197f543abf81e558074fa049dc7094b280f962425095f3de0560f981daf72";

  /** Above the 87,246,488 bytes that the weights take as float32. */
  private static final long MOST_BYTES = 100_000_000;

  private static final String SOURCE = "source";
  private static final String LOW = "pixel_low";
  private static final String HIGH = "pixel_high";

  private final ImmutableMap<String, Tensor> weights;
  private final ValueRange range;
  private final String source;

  private Backbone(ImmutableMap<String, Tensor> weights, ValueRange range, String source) {
    this.weights = weights;
    this.range = range;
    this.source = source;
  }

  /**
   * A backbone of these weights.
   *
   * @param weights the weights by the names of {@link InceptionV3}, such as {@code
   *     conv2d_1/kernel}; others are dropped
   * @param range what the pixel values 0 to 255 became when the weights were trained
   * @param source where the weights are from, for people
   * @throws IllegalArgumentException if a weight is missing or of another shape
   */
  public static Backbone of(Map<String, Tensor> weights, ValueRange range, String source) {
    Network network = InceptionV3.network(InceptionV3.SMALLEST_SIZE, weights);
    return new Backbone(ImmutableMap.copyOf(network.weights()), range, source);
  }

  /**
   * Reads an HDF5 file in the layout of keras.applications' {@code
   * inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5}. The layers may carry other running
   * numbers.
   *
   * <p>Such a file does not say how its pixels were scaled. It is taken to be [-1, 1], as in the
   * official file, except for the file from which {@code cellclass-inception-weights} is made: it
   * is recognised by its SHA-256, and has [0, 1].
   *
   * @throws MalformedWeightsException if it is no such file, is truncated, or a layer is missing or
   *     of another shape
   * @throws IOException if it cannot be read
   */
  public static Backbone kerasFile(Path path) throws IOException {
    InputFile.requireNoDirectory(path);
    String hash = MoreFiles.asByteSource(path).hash(Hashing.sha256()).toString();
    return kerasFile(path, hash.equals(UNIT_RANGE_FILE) ? ValueRange.UNIT : ValueRange.SIGNED);
  }

  /**
   * Reads an HDF5 file, as {@link #kerasFile(Path)} does, of weights that were trained with another
   * scale.
   *
   * @throws MalformedWeightsException if it is no such file, is truncated, or a layer is missing or
   *     of another shape
   * @throws IOException if it cannot be read
   */
  public static Backbone kerasFile(Path path, ValueRange range) throws IOException {
    return ofFile(path, range, "Keras file " + path.getFileName());
  }

  private static Backbone ofFile(Path path, ValueRange range, String source) throws IOException {
    Map<String, Tensor> weights = KerasWeights.read(path);
    try {
      return of(weights, range, source);
    } catch (IllegalArgumentException e) {
      throw new MalformedWeightsException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * The official weights of keras.applications, trained on ImageNet with pixels scaled to [-1, 1]:
   * fetched over the network, 87,910,968 bytes, unless the folder holds them already. Their MD5 is
   * checked either way.
   *
   * <p>A file that is not whole yet is called {@code .part}; where the connection breaks, the next
   * call goes on with it. Only one call at a time may use a folder.
   *
   * @param cacheDirectory the folder to keep the file in; made where it is missing
   * @throws MalformedWeightsException if what came has another size or MD5; it is deleted
   * @throws IOException if the server cannot be reached or answers with an error, the connection
   *     breaks, or nothing arrives for a minute
   */
  public static Backbone download(Path cacheDirectory) throws IOException {
    Path file = BackboneDownload.OFFICIAL.into(cacheDirectory);
    return ofFile(file, ValueRange.SIGNED, "ImageNet weights of keras.applications");
  }

  /**
   * Reads what {@link #writeSafetensors} wrote, to its end.
   *
   * @param in where it stands; not closed
   * @throws MalformedWeightsException if it is no such file, is truncated, or a weight is missing
   *     or of another shape
   * @throws IOException if reading fails
   */
  public static Backbone readSafetensors(InputStream in) throws IOException {
    Safetensors file = Safetensors.read(in, MOST_BYTES);
    try {
      ValueRange range = new ValueRange(number(file, LOW), number(file, HIGH));
      return of(file.tensors(), range, text(file, SOURCE));
    } catch (IllegalArgumentException e) {
      throw new MalformedWeightsException("no backbone: " + e.getMessage(), e);
    }
  }

  private static float number(Safetensors file, String key) {
    return Float.parseFloat(text(file, key));
  }

  private static String text(Safetensors file, String key) {
    String text = file.metadata().get(key);
    if (text == null) {
      throw new IllegalArgumentException("the metadata " + key + " is missing");
    }
    return text;
  }

  /**
   * Writes weights, scale and source in the format of {@link Safetensors}: in 8 bits where that is
   * lossless. Equal backbones give equal bytes.
   *
   * @param out where to; neither flushed nor closed
   * @throws IOException if writing fails
   */
  public void writeSafetensors(OutputStream out) throws IOException {
    Map<String, String> metadata =
        Map.of(
            SOURCE, source, LOW, Float.toString(range.low()), HIGH, Float.toString(range.high()));
    Safetensors.writeCompact(out, weights, metadata);
  }

  /** The weights by the names of {@link InceptionV3}, in the order of its nodes. */
  public Map<String, Tensor> weights() {
    return weights;
  }

  /** What the pixel values 0 to 255 became when the weights were trained. */
  public ValueRange range() {
    return range;
  }

  /** Where the weights are from, for people. */
  public String source() {
    return source;
  }

  /**
   * The network with these weights, whose output is {@code mixed10}.
   *
   * @param size rows and columns of the input, at least {@link InceptionV3#SMALLEST_SIZE}
   * @throws IllegalArgumentException if the size is smaller
   */
  public Network network(int size) {
    return InceptionV3.network(size, weights);
  }

  /**
   * The SHA-256 of names, shapes and values, in lower-case hexadecimal digits: the same wherever
   * the weights are from. Computed at each call, in less than a second.
   */
  public String sha256() {
    Hasher hasher = Hashing.sha256().newHasher();
    weights.forEach((name, tensor) -> hash(name, tensor, hasher));
    return hasher.hash().toString();
  }

  private static void hash(String name, Tensor tensor, Hasher hasher) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(utf8.length).putBytes(utf8);
    ImmutableIntArray shape = tensor.shape();
    hasher.putInt(shape.length());
    shape.forEach(hasher::putInt);
    FloatBuffer values = tensor.asBuffer();
    while (values.hasRemaining()) {
      hasher.putInt(Float.floatToRawIntBits(values.get()));
    }
  }

  @Override
  public String toString() {
    return "Backbone[" + source + ", pixels " + range + "]";
  }
}
