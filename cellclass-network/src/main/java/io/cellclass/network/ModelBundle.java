package io.cellclass.network;

import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A trained network with all that an engine needs to classify: its preprocessing, its labels, how
 * it came to be, and test vectors. Immutable and safe for concurrent use.
 *
 * <p>As a file it is a zip of {@code manifest.json} and {@code weights.safetensors}; {@code
 * docs/bundle-format.md} tells every detail. Equal networks are written as equal weights, byte for
 * byte.
 */
public final class ModelBundle {
  private final String name;
  private final Network network;
  private final Preprocessing preprocessing;
  private final LabelSet labels;
  private final Provenance provenance;
  private final List<TestVector> testVectors;

  private ModelBundle(
      String name,
      Network network,
      Preprocessing preprocessing,
      LabelSet labels,
      Provenance provenance,
      List<TestVector> testVectors) {
    this.name = name;
    this.network = network;
    this.preprocessing = preprocessing;
    this.labels = labels;
    this.provenance = provenance;
    this.testVectors = List.copyOf(testVectors);
  }

  /**
   * The bundle of these parts.
   *
   * @param network from an image of {@code [size][size][3]} to one vector of probabilities, the
   *     value of a softmax node
   * @param preprocessing makes the network's input of an image
   * @param labels what the probabilities are of, in their order
   * @param testVectors answers of this network, as {@link TestVector#standard} gives them; at most
   *     16, and at least one where the bundle is to be written
   * @throws IllegalArgumentException if the parts do not fit each other, a weight is not finite, or
   *     the network is larger than a bundle may hold (4,096 nodes, 512 Mi weights, 64 Mi values in
   *     a feature map)
   */
  public static ModelBundle of(
      Network network,
      Preprocessing preprocessing,
      LabelSet labels,
      Provenance provenance,
      List<TestVector> testVectors) {
    return of("the bundle", network, preprocessing, labels, provenance, testVectors);
  }

  static ModelBundle of(
      String name,
      Network network,
      Preprocessing preprocessing,
      LabelSet labels,
      Provenance provenance,
      List<TestVector> testVectors) {
    BundleChecks.check(network, preprocessing, labels, testVectors);
    return new ModelBundle(name, network, preprocessing, labels, provenance, testVectors);
  }

  /**
   * Reads a bundle. Memory is taken for what the file holds, not for what it claims to hold.
   *
   * @throws MalformedBundleException if the file is not a whole, unaltered bundle of format version
   *     1; the message names the file, what was expected and what was found
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if the file cannot be read
   */
  public static ModelBundle read(Path file) throws IOException {
    return BundleReader.read(file);
  }

  /**
   * Writes the bundle: to a temporary file beside the target, which takes the target's place only
   * when it is whole and on the disk. On failure the target stays as it was and the temporary file
   * is removed.
   *
   * @throws IllegalArgumentException if {@link #read} would refuse the file: no test vector, a
   *     manifest of more than 4 MiB, more than 10,000 labels, or half a surrogate pair in a text;
   *     before a file is made
   * @throws java.nio.file.NoSuchFileException if the target's folder does not exist
   * @throws IOException if the target is a folder, or the file cannot be written
   */
  public void write(Path file) throws IOException {
    BundleWriter.write(this, file);
  }

  /**
   * Writes the bundle as {@link #write} does, with each tensor of weights in 8 bits where that
   * gives back every value to the last bit, as for those that were widened from 8 bits, such as the
   * kernels of the embedded backbone. {@link #read} gives the same bundle of either file; this one
   * has down to a quarter of the size.
   *
   * @throws IllegalArgumentException as {@link #write} does
   * @throws IOException as {@link #write} does
   */
  public void writeCompact(Path file) throws IOException {
    BundleWriter.writeCompact(this, file);
  }

  /**
   * Checks that an engine computes this network: its answers to the test vectors' pictures must be
   * the recorded ones within {@link TestVector#TOLERANCE}.
   *
   * @param engine gives, for each image, the probabilities in the order of {@link #labels()}
   * @throws MalformedBundleException if an answer differs
   * @throws IllegalStateException if the answers are not as many as the images
   */
  public void check(Function<List<RgbImage>, List<float[]>> engine)
      throws MalformedBundleException {
    TestVector.check(name, testVectors, TestVector.TOLERANCE, engine);
  }

  /** The network, with one output: a vector of probabilities as long as {@link #labels()}. */
  public Network network() {
    return network;
  }

  /** What makes the network's input of an image. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** What the network's probabilities are of, in their order. */
  public LabelSet labels() {
    return labels;
  }

  /** What an exported file says beside the network, with the same test vectors. */
  public ModelMetadata metadata() {
    return new ModelMetadata(preprocessing, labels, provenance, testVectors);
  }

  /** How the network came to be. */
  public Provenance provenance() {
    return provenance;
  }

  /** Pictures with the answers that the network gave when it was saved. */
  public List<TestVector> testVectors() {
    return testVectors;
  }

  @Override
  public String toString() {
    return "ModelBundle[" + labels + ", " + network.weights().size() + " weights]";
  }
}
