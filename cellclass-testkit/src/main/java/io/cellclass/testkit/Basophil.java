package io.cellclass.testkit;

/** Dark coarse purple-black granules lie over a nucleus and hide it. */
final class Basophil extends WhiteBody {
  private final Granules granules;
  private final Granules more;
  private final Texture texture;
  private final double depthOfColour;
  private final double ground;
  private final double patchiness;

  private Basophil(Outline outline, Shape nucleus, Chromatin chromatin, Chance chance) {
    super(outline, nucleus, chromatin);
    // A few have lost most granules in the stain, which is water-soluble for them.
    double share = chance.happens(0.22) ? chance.between(0.2, 0.45) : chance.between(0.6, 0.95);
    granules = new Granules(chance.seed(), 0.72, 0.22, 0.42, share);
    more = new Granules(chance.seed(), 0.6, 0.16, 0.34, share);
    texture = new Texture(chance.seed());
    depthOfColour = chance.between(0.8, 1.15);
    ground = chance.between(0.06, 0.42);
    patchiness = chance.between(0.1, 0.6);
  }

  static Basophil grow(Chance chance) {
    double radius = chance.normal(5.9, 0.45, 4.6, 7.5);
    Outline outline = Outline.of(chance, radius, 0.045, 0.07, 8).withBlebs(chance, 0.5);
    double area = chance.normal(64, 8) * (radius / 6) * (radius / 6);
    Chromatin chromatin =
        new Chromatin(
            chance.normal(0.78, 0.08),
            chance.between(0.3, 0.5),
            chance.between(0.9, 1.3),
            chance.between(0, 0.15),
            0.05,
            new Texture(chance.seed()));
    return new Basophil(outline, LobedNucleus.bilobed(chance, radius, area), chromatin, chance);
  }

  @Override
  Leukocyte type() {
    return Leukocyte.BASOPHIL;
  }

  @Override
  void cytoplasm(double x, double y, double depth, Dyes dyes) {
    double mottle = 1 + 0.4 * texture.rough(0.9 * x, 0.9 * y);
    dyes.azure += ground * mottle;
    dyes.eosin += (0.1 + 0.5 * ground) * mottle;
    dyes.blue += 0.05;
  }

  @Override
  void cover(double x, double y, double depth, double nuclear, Dyes dyes) {
    double thin = patchiness * Blend.step(0.1, 0.7, texture.at(0.3 * x + 40, 0.3 * y));
    double grain = Math.max(granules.at(x, y), more.at(x, y)) * (1 - thin);
    // What a granule hides it replaces, so that piles do not turn black.
    dyes.fade(1 - 0.75 * grain);
    dyes.azure += 1.15 * depthOfColour * grain;
    dyes.blue += 0.25 * depthOfColour * grain;
  }
}
