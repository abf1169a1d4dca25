package io.cellclass.segment.neural;

import io.cellclass.network.NetworkBundle;

/** The settings of a bundle. */
final class Settings {
  private Settings() {}

  /**
   * A setting that has to be there.
   *
   * @throws IllegalArgumentException if it is not
   */
  static String required(NetworkBundle bundle, String name) {
    String value = bundle.settings().get(name);
    if (value == null) {
      throw new IllegalArgumentException("the setting " + name + " is missing");
    }
    return value;
  }
}
