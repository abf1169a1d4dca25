package io.cellclass;

/**
 * A class of cells, such as {@code neutrophil}.
 *
 * @param name what the class is called: not blank, without control characters or surrounding white
 *     space
 */
public record Label(String name) {
  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the name is blank, padded or holds a control character
   */
  public Label {
    if (name.isBlank()
        || !name.equals(name.strip())
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a label's name must be text without surrounding white space or control characters, not \""
              + name
              + "\"");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
