package io.cellclass.testkit;

/** Two lobes in a cell full of coarse red-orange granules. */
final class Eosinophil extends WhiteBody {
  private final Granules granules;
  private final Texture texture;
  private final double fullness;
  private final double tint;

  private Eosinophil(Outline outline, Shape nucleus, Chromatin chromatin, Chance chance) {
    super(outline, nucleus, chromatin);
    granules = new Granules(chance.seed(), 0.52, 0.2, 0.36, chance.between(0.85, 1));
    texture = new Texture(chance.seed());
    // A few have lost granules and look like pale, coarse neutrophils.
    fullness = chance.happens(0.12) ? chance.between(0.35, 0.65) : chance.between(0.8, 1.15);
    tint = chance.between(0.02, 0.09);
  }

  static Eosinophil grow(Chance chance) {
    double radius = chance.normal(6.2, 0.5, 5.0, 7.6);
    Outline outline = Outline.of(chance, radius, 0.035, 0.04, 6);
    double area = chance.normal(56, 5) * radius / 6.2;
    Chromatin chromatin =
        new Chromatin(
            chance.normal(1.06, 0.07),
            chance.between(0.45, 0.7),
            chance.between(0.9, 1.3),
            chance.between(0.05, 0.2),
            0.18,
            new Texture(chance.seed()));
    return new Eosinophil(outline, LobedNucleus.bilobed(chance, radius, area), chromatin, chance);
  }

  @Override
  Leukocyte type() {
    return Leukocyte.EOSINOPHIL;
  }

  @Override
  void cytoplasm(double x, double y, double depth, Dyes dyes) {
    // Between the granules, mostly at the edge, the bare cytoplasm shows pale blue.
    double bare =
        Blend.step(
            0.25, 0.7, texture.rough(0.35 * x, 0.35 * y) + 0.35 * (1 - Blend.step(0.1, 1, depth)));
    double filled = fullness * (1 - 0.75 * bare);
    double grain = granules.at(x, y);
    dyes.blue += 0.09 + 0.2 * bare;
    dyes.eosin += filled * (0.52 + 0.62 * grain);
    dyes.azure += filled * (tint + 0.1 * grain);
  }
}
