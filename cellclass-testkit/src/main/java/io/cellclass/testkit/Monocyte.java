package io.cellclass.testkit;

/** The largest: an indented, lacy nucleus in grey-blue cytoplasm, at times with vacuoles. */
final class Monocyte extends WhiteBody {
  private final Texture texture;
  private final Granules dust;
  private final Granules vacuoles;
  private final double basophilia;
  private final double dustiness;
  private final double hollow;

  private Monocyte(Outline outline, Shape nucleus, Chromatin chromatin, Chance chance) {
    super(outline, nucleus, chromatin);
    texture = new Texture(chance.seed());
    dust = new Granules(chance.seed(), 0.45, 0.06, 0.16, 0.5);
    vacuoles = new Granules(chance.seed(), 1.5, 0.2, 0.65, chance.between(0.1, 0.45));
    basophilia = chance.between(0.25, 0.6);
    dustiness = chance.between(0.08, 0.28);
    hollow = chance.happens(0.5) ? chance.between(0.7, 0.95) : 0;
  }

  static Monocyte grow(Chance chance) {
    // A few are small and round, hard to tell from large lymphocytes.
    double radius = chance.normal(7.5, 0.65, 5.8, 9.2);
    double uneven = chance.happens(0.4) ? chance.between(0.1, 0.2) : chance.between(0.03, 0.08);
    Outline outline =
        Outline.of(chance, radius, chance.between(0.02, 0.11), uneven, 7)
            .withBlebs(chance, chance.between(0.1, 0.9));
    Chromatin chromatin =
        new Chromatin(
            chance.normal(0.94, 0.07),
            chance.between(0.4, 0.65),
            chance.between(1.2, 1.7),
            chance.between(-0.1, 0.1),
            0.22,
            new Texture(chance.seed()));
    return new Monocyte(outline, nucleus(chance, radius), chromatin, chance);
  }

  private static Shape nucleus(Chance chance, double cellRadius) {
    double radius = Math.min(0.84 * cellRadius, (2.8 + 0.37 * cellRadius) * chance.normal(1, 0.05));
    Shape base = Outline.of(chance, radius, 0.1, 0.14, 6);
    double away = chance.angle();
    double offset = chance.between(0.02, 0.16) * cellRadius;
    double hilum = away + chance.normal(0, 0.5);
    Shape notched = new Notched(base, hilum(chance, hilum, radius), dent(chance, radius));
    return new Moved(notched, -offset * StrictMath.cos(away), -offset * StrictMath.sin(away));
  }

  // The indentation: wide in a kidney or horseshoe, narrow in a folded nucleus.
  private static Capsule hilum(Chance chance, double angle, double radius) {
    double width = chance.happens(0.65) ? chance.between(0.9, 2.1) : chance.between(0.2, 0.5);
    double depth = chance.between(0.1, 0.75) * radius;
    return bite(angle, chance.normal(0, 0.3), radius - depth + width, radius, width);
  }

  private static Capsule dent(Chance chance, double radius) {
    double width = chance.between(0.5, 2.5);
    double depth = chance.between(-0.3, 0.2) * radius;
    return bite(chance.angle(), 0, radius - depth + width, radius, width);
  }

  // From outside the nucleus to a distance from its middle.
  private static Capsule bite(
      double angle, double bend, double inner, double radius, double width) {
    double outer = Math.max(inner, 1.3 * radius + width);
    return new Capsule(
        outer * StrictMath.cos(angle),
        outer * StrictMath.sin(angle),
        inner * StrictMath.cos(angle + bend),
        inner * StrictMath.sin(angle + bend),
        width);
  }

  @Override
  Leukocyte type() {
    return Leukocyte.MONOCYTE;
  }

  @Override
  void cytoplasm(double x, double y, double depth, Dyes dyes) {
    double mottle = 1 + 0.5 * texture.rough(1.5 * x, 1.5 * y) + 0.15 * texture.at(0.3 * x, 0.3 * y);
    double rim = 1 + 0.3 * (1 - Blend.step(0.1, 0.5, depth));
    dyes.blue += basophilia * mottle * rim;
    dyes.eosin += 0.1 * mottle;
    dyes.azure += 0.09 * mottle + dustiness * dust.at(x, y);
    dyes.fade(1 - hollow * vacuoles.at(x, y) * Blend.step(0.3, 0.7, depth));
  }
}
