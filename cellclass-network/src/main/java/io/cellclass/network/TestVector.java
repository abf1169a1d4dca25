package io.cellclass.network;

import io.cellclass.MalformedBundleException;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A drawn picture and the probabilities that a network gave for it when it was saved, so that an
 * engine that computes something else is found out when it loads the network. Immutable and safe
 * for concurrent use.
 *
 * @param width the picture's columns, from 16 to 1024
 * @param height the picture's rows, from 16 to 1024
 * @param seed what the picture's position, shades and grain come from
 * @param probabilities the network's answer, in the order of its labels, each in [0, 1]
 */
public record TestVector(int width, int height, long seed, List<Float> probabilities) {
  /**
   * How far a probability may be from the recorded one. Engines that add in another order differ in
   * the last bits of each value, which grows to some 1e-5 at the end of a deep network; a wrong
   * weight or pixel moves far more.
   */
  public static final double TOLERANCE = 1e-3;

  static final int SMALLEST_SIDE = 16;
  static final int LARGEST_SIDE = 1024;

  private static final List<TestVector> STANDARD = List.of(of(192, 160, 1), of(256, 320, 2));

  /**
   * Copies the probabilities.
   *
   * @throws IllegalArgumentException if a side or a probability is out of range
   */
  public TestVector {
    probabilities = List.copyOf(probabilities);
    if (Math.min(width, height) < SMALLEST_SIDE || Math.max(width, height) > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "a test picture's sides must be from "
              + SMALLEST_SIDE
              + " to "
              + LARGEST_SIDE
              + " pixels, not "
              + width
              + "x"
              + height);
    }
    for (float probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("a probability must be in [0, 1], not " + probability);
      }
    }
  }

  /**
   * The vector of this picture and answer.
   *
   * @throws IllegalArgumentException if a side or a probability is out of range
   */
  public static TestVector of(int width, int height, long seed, float... probabilities) {
    List<Float> list = new ArrayList<>(probabilities.length);
    for (float probability : probabilities) {
      list.add(probability);
    }
    return new TestVector(width, height, seed, list);
  }

  /**
   * The vectors that a newly trained network is saved with: its answers to two standard pictures.
   *
   * @param network gives, for each image, the probabilities in the order of the labels
   * @throws IllegalArgumentException if a probability is out of range
   * @throws IllegalStateException if the answers are not as many as the images
   */
  public static List<TestVector> standard(Function<List<RgbImage>, List<float[]>> network) {
    List<float[]> answers = answers(STANDARD, network);
    List<TestVector> result = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      TestVector picture = STANDARD.get(i);
      result.add(of(picture.width, picture.height, picture.seed, answers.get(i)));
    }
    return List.copyOf(result);
  }

  /** The two standard pictures, to compare engines on. */
  public static List<RgbImage> pictures() {
    return STANDARD.stream().map(TestVector::image).toList();
  }

  static List<float[]> answers(
      List<TestVector> vectors, Function<List<RgbImage>, List<float[]>> network) {
    List<float[]> answers = network.apply(vectors.stream().map(TestVector::image).toList());
    if (answers.size() != vectors.size()) {
      throw new IllegalStateException(
          "expected answers for " + vectors.size() + " images, found " + answers.size());
    }
    return answers;
  }

  /**
   * The picture: one stained cell on a pale background, in which {@link Nucleus#find} finds a
   * nucleus. It is drawn with integers alone and so the same everywhere.
   */
  public RgbImage image() {
    return TestPicture.draw(width, height, seed);
  }

  /** As {@link ModelBundle#check} tells; {@code name} is what the message calls the model. */
  static void check(
      String name,
      List<TestVector> vectors,
      double tolerance,
      Function<List<RgbImage>, List<float[]>> engine)
      throws MalformedBundleException {
    List<float[]> answers = answers(vectors, engine);
    for (int i = 0; i < answers.size(); i++) {
      TestVector vector = vectors.get(i);
      if (!vector.agreesWith(answers.get(i), tolerance)) {
        throw new MalformedBundleException(
            name
                + ": the network answers differently from when it was saved: test picture "
                + (i + 1)
                + " expected "
                + vector.probabilities
                + ", found "
                + Arrays.toString(answers.get(i)));
      }
    }
  }

  /** Whether an answer has the recorded probabilities. */
  boolean agreesWith(float[] answer, double tolerance) {
    if (answer.length != probabilities.size()) {
      return false;
    }
    for (int i = 0; i < answer.length; i++) {
      if (!(Math.abs(answer[i] - probabilities.get(i)) <= tolerance)) {
        return false;
      }
    }
    return true;
  }
}
