package io.cellclass.examples;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to learn.
 *
 * @param recipe the way of learning
 * @param size the side that images are brought to, in pixels
 * @param epochs the most epochs
 * @param seed the seed of all chance
 * @param backbone a file of weights in the layout of keras.applications; the embedded ones if null
 */
record TrainingPlan(Recipe recipe, int size, int epochs, long seed, @Nullable Path backbone) {
  @Override
  public String toString() {
    return "recipe " + recipe + ", " + size + "x" + size + " pixels, seed " + seed;
  }
}
