package io.cellclass.testkit;

/** A round dense nucleus in a thin blue rim; some are larger, with more and paler cytoplasm. */
final class Lymphocyte extends WhiteBody {
  private final Texture texture;
  private final Granules granules;
  private final double basophilia;
  private final double azurophil;

  private Lymphocyte(
      Outline outline, Shape nucleus, Chromatin chromatin, double basophilia, Chance chance) {
    super(outline, nucleus, chromatin);
    this.basophilia = basophilia;
    texture = new Texture(chance.seed());
    granules = new Granules(chance.seed(), 1.6, 0.12, 0.22, 0.3);
    azurophil = chance.happens(0.15) ? 0.6 : 0;
  }

  static Lymphocyte grow(Chance chance) {
    boolean large = chance.happens(0.25);
    double radius = large ? chance.normal(5.7, 0.4, 5.0, 7.0) : chance.normal(4.65, 0.3, 3.9, 5.5);
    double filled = large ? chance.between(0.72, 0.84) : chance.between(0.85, 0.98);
    Outline outline =
        Outline.of(chance, radius, 0.035, 0.06, 8).withBlebs(chance, chance.between(0.2, 1.1));
    Shape round = Outline.of(chance, radius * filled, 0.035, 0.05, 5);
    double offset = radius * (1 - filled) * chance.between(0.2, 1);
    double towards = chance.angle();
    Shape nucleus =
        new Moved(round, offset * StrictMath.cos(towards), offset * StrictMath.sin(towards));
    Chromatin chromatin =
        new Chromatin(
            large ? chance.normal(1.02, 0.07) : chance.normal(1.2, 0.07),
            chance.between(0.4, 0.65),
            chance.between(1.1, 1.6),
            chance.between(0.08, 0.3),
            0.1,
            new Texture(chance.seed()));
    double basophilia = large ? chance.between(0.5, 1.0) : chance.between(0.8, 1.35);
    return new Lymphocyte(outline, nucleus, chromatin, basophilia, chance);
  }

  @Override
  Leukocyte type() {
    return Leukocyte.LYMPHOCYTE;
  }

  @Override
  void cytoplasm(double x, double y, double depth, Dyes dyes) {
    double mottle = 1 + 0.5 * texture.rough(1.4 * x, 1.4 * y) + 0.3 * texture.at(3.1 * x, 3.1 * y);
    double rim = 1 + 0.6 * (1 - Blend.step(0.1, 0.5, depth));
    dyes.blue += basophilia * mottle * rim;
    dyes.azure += 0.1 * basophilia * rim + azurophil * granules.at(x, y);
  }
}
