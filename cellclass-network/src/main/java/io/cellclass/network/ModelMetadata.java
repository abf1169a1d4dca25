package io.cellclass.network;

import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * What a file of another format says beside the network, so that it classifies as the bundle does
 * that it was made of. Immutable and safe for concurrent use.
 *
 * <p>It is kept as JSON in the place that the format has for such things; {@code docs/exports.md}
 * tells its fields.
 *
 * @param preprocessing makes the network's input of an image
 * @param labels what the network's probabilities are of, in their order
 * @param provenance how the network came to be
 * @param testVectors answers of the exported network itself, which differ from the bundle's where
 *     it was quantized; from 1 to 16
 * @param tolerance how far an engine's probabilities may be from those of the test vectors, above 0
 *     and at most 1; {@link TestVector#TOLERANCE} for float32. Levels of a quantized network are
 *     rounded differently by different engines, of which a probability shows more.
 */
public record ModelMetadata(
    Preprocessing preprocessing,
    LabelSet labels,
    Provenance provenance,
    List<TestVector> testVectors,
    double tolerance) {
  /**
   * Copies the test vectors.
   *
   * @throws IllegalArgumentException if a test vector has not a probability for each label, there
   *     are more than 16, or the tolerance is out of range
   */
  public ModelMetadata {
    testVectors = List.copyOf(testVectors);
    BundleChecks.requireAnswers(testVectors, labels);
    if (!(tolerance > 0 && tolerance <= 1)) {
      throw new IllegalArgumentException(
          "a tolerance must be above 0 and at most 1, not " + tolerance);
    }
  }

  /**
   * Metadata with the tolerance of float32.
   *
   * @throws IllegalArgumentException if a test vector has not a probability for each label, or
   *     there are more than 16
   */
  public ModelMetadata(
      Preprocessing preprocessing,
      LabelSet labels,
      Provenance provenance,
      List<TestVector> testVectors) {
    this(preprocessing, labels, provenance, testVectors, TestVector.TOLERANCE);
  }

  /**
   * The metadata in JSON.
   *
   * @param name what messages call the file
   * @throws MalformedBundleException if it is not metadata of format version 1 of at most 4 MiB;
   *     the message names the file, what was expected and what was found
   */
  public static ModelMetadata parse(String name, String json) throws MalformedBundleException {
    try {
      return ManifestDecoder.decodeMetadata(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedBundleException | IllegalArgumentException | ArithmeticException e) {
      throw new MalformedBundleException(name + ": no metadata of cellclass: " + e.getMessage(), e);
    }
  }

  /**
   * The metadata as JSON: the same text for equal metadata.
   *
   * @throws IllegalArgumentException if {@link #parse} would refuse it: no test vector, more than 4
   *     MiB, more than 10,000 labels, or half a surrogate pair in a text
   */
  public String json() {
    byte[] json = ManifestEncoder.encode(this);
    try {
      ManifestDecoder.decodeMetadata(json);
    } catch (MalformedBundleException e) {
      throw new IllegalArgumentException("the metadata cannot be written: " + e.getMessage(), e);
    }
    return new String(json, StandardCharsets.UTF_8);
  }

  /**
   * The same with other test vectors: the answers of a network whose rounding is another.
   *
   * @throws IllegalArgumentException as the constructor does
   */
  public ModelMetadata withTestVectors(List<TestVector> testVectors) {
    return withTestVectors(testVectors, tolerance);
  }

  /**
   * The same with other test vectors, and another tolerance.
   *
   * @throws IllegalArgumentException as the constructor does
   */
  public ModelMetadata withTestVectors(List<TestVector> testVectors, double tolerance) {
    return new ModelMetadata(preprocessing, labels, provenance, testVectors, tolerance);
  }

  /**
   * Checks that an engine computes the exported network: its answers to the test vectors' pictures
   * must be the recorded ones within the tolerance.
   *
   * @param name what the message calls the file
   * @param engine gives, for each image, the probabilities in the order of the labels
   * @throws MalformedBundleException if an answer differs
   * @throws IllegalStateException if the answers are not as many as the images
   */
  public void check(String name, Function<List<RgbImage>, List<float[]>> engine)
      throws MalformedBundleException {
    TestVector.check(name, testVectors, tolerance, engine);
  }
}
