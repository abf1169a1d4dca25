package io.cellclass.dl4j;

import java.util.Locale;

/** What a training does about classes with different numbers of images. */
public enum Balance {
  /** Nothing. */
  NONE,
  /**
   * An image counts in the loss inversely to the number of training images of its class; the mean
   * over all training images is 1.
   */
  WEIGHTS,
  /**
   * Each epoch draws as many images as there are, as many of one class as of another, up to one.
   * Within a class no image is drawn again before all have been.
   */
  SAMPLING;

  /**
   * The balance of a name in lower case, such as {@code "weights"}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Balance parse(String name) {
    for (Balance balance : values()) {
      if (balance.toString().equals(name)) {
        return balance;
      }
    }
    throw new IllegalArgumentException("expected none, weights or sampling, found " + name);
  }

  /** The name in lower case, which {@link #parse} takes. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
