package io.cellclass.testkit;

/** Two to five lobes joined by thin bridges, or a bent band; pale pink cytoplasm, fine granules. */
final class Neutrophil extends WhiteBody {
  private final Granules granules;
  private final Texture texture;
  private final double granularity;
  private final double pallor;

  private Neutrophil(Outline outline, Shape nucleus, Chromatin chromatin, Chance chance) {
    super(outline, nucleus, chromatin);
    granules = new Granules(chance.seed(), 0.42, 0.06, 0.17, chance.between(0.5, 0.9));
    texture = new Texture(chance.seed());
    // A few are toxic: strongly granulated, and easily taken for eosinophils or basophils.
    granularity = chance.happens(0.1) ? chance.between(0.5, 0.7) : chance.between(0.15, 0.5);
    pallor = chance.between(0.75, 1.3);
  }

  static Neutrophil grow(Chance chance) {
    double radius = chance.normal(6.35, 0.45, 5.2, 7.6);
    Outline outline = Outline.of(chance, radius, 0.03, 0.05, 6);
    double area = chance.normal(51, 4) * radius / 6.35;
    Shape nucleus =
        chance.happens(0.13)
            ? LobedNucleus.band(chance, radius, area)
            : LobedNucleus.segmented(chance, radius, area);
    Chromatin chromatin =
        new Chromatin(
            chance.normal(1.13, 0.06),
            chance.between(0.45, 0.7),
            chance.between(0.9, 1.3),
            chance.between(0.15, 0.3),
            0.1,
            new Texture(chance.seed()));
    return new Neutrophil(outline, nucleus, chromatin, chance);
  }

  @Override
  Leukocyte type() {
    return Leukocyte.NEUTROPHIL;
  }

  @Override
  void cytoplasm(double x, double y, double depth, Dyes dyes) {
    double mottle = 1 + 0.4 * texture.rough(1.1 * x, 1.1 * y) + 0.45 * texture.at(3.1 * x, 3.1 * y);
    double rim = 1 + 0.5 * (1 - Blend.step(0.1, 0.5, depth));
    dyes.eosin += 0.15 * pallor * mottle;
    dyes.azure += 0.045 * pallor * mottle;
    dyes.blue += 0.12 * pallor * mottle * rim;
    double grain = granularity * granules.at(x, y) * Blend.step(0.1, 0.3, depth);
    dyes.azure += 0.7 * grain;
    dyes.eosin += 0.6 * grain;
  }
}
