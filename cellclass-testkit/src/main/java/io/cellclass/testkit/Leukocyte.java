package io.cellclass.testkit;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The five types of white cells in healthy blood, in the order of their names. */
public enum Leukocyte {
  /** Dark coarse purple-black granules lie over a nucleus and hide it. */
  BASOPHIL(0.01),
  /** Two lobes in a cell full of coarse red-orange granules. */
  EOSINOPHIL(0.03),
  /** A round dense nucleus in a thin blue rim; some are larger and paler. */
  LYMPHOCYTE(0.3),
  /** The largest: a kidney-shaped, lacy nucleus in grey-blue cytoplasm, at times with vacuoles. */
  MONOCYTE(0.06),
  /**
   * Two to five lobes joined by thin bridges, or a bent band, in pale pink, finely granular
   * cytoplasm.
   */
  NEUTROPHIL(0.6);

  private final double shareOfBlood;

  Leukocyte(double shareOfBlood) {
    this.shareOfBlood = shareOfBlood;
  }

  /** The five labels, in the order of the types. */
  public static LabelSet labels() {
    return LabelSet.of(Arrays.stream(values()).map(Leukocyte::label).toList());
  }

  /** The label: the type's name in lower case. */
  public Label label() {
    return new Label(name().toLowerCase(Locale.ROOT));
  }

  /** Any type, each as likely. */
  static Leukocyte any(Chance chance) {
    return List.of(values()).get(chance.below(values().length));
  }

  /** A type as often as it is met in healthy blood. */
  static Leukocyte met(Chance chance) {
    double[] shares = Arrays.stream(values()).mapToDouble(type -> type.shareOfBlood).toArray();
    return List.of(values()).get(chance.weighted(shares));
  }

  /** A cell of this type, as chance has it. */
  WhiteBody grow(Chance chance) {
    return switch (this) {
      case BASOPHIL -> Basophil.grow(chance);
      case EOSINOPHIL -> Eosinophil.grow(chance);
      case LYMPHOCYTE -> Lymphocyte.grow(chance);
      case MONOCYTE -> Monocyte.grow(chance);
      case NEUTROPHIL -> Neutrophil.grow(chance);
    };
  }
}
