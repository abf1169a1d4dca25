package io.cellclass.testkit;

/** A small purple fragment with granules in its middle. */
final class Platelet implements Body {
  private final Outline outline;
  private final Granules granules;
  private final double density;

  private Platelet(Outline outline, Chance chance) {
    this.outline = outline;
    granules = new Granules(chance.seed(), 0.4, 0.1, 0.25, chance.between(0.5, 0.95));
    density = chance.between(0.35, 1.0);
  }

  static Platelet grow(Chance chance) {
    double radius =
        chance.happens(0.06) ? chance.between(1.7, 2.6) : chance.normal(1.15, 0.2, 0.7, 1.7);
    return new Platelet(Outline.of(chance, radius, 0.09, 0.15, 7), chance);
  }

  @Override
  public double reach() {
    return outline.reach();
  }

  @Override
  public double distance(double x, double y) {
    return outline.distance(x, y);
  }

  @Override
  public double softness() {
    return 0.2;
  }

  @Override
  public void stain(double x, double y, double depth, Dyes dyes) {
    double middle = Blend.step(0, 0.35 * outline.radius(), depth);
    dyes.azure += density * (0.32 + 0.85 * middle * granules.at(x, y));
    dyes.eosin += 0.15;
    dyes.blue += 0.08;
  }
}
