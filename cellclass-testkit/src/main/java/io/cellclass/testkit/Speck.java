package io.cellclass.testkit;

/** Dirt: a dark crumb of precipitated stain or a pale smear of plasma. It counts as nothing. */
final class Speck implements Body {
  private final Outline outline;
  private final boolean crumb;
  private final double strength;

  private Speck(Outline outline, boolean crumb, double strength) {
    this.outline = outline;
    this.crumb = crumb;
    this.strength = strength;
  }

  static Speck grow(Chance chance) {
    boolean crumb = chance.happens(0.6);
    double radius = crumb ? chance.between(0.1, 0.28) : chance.between(0.5, 1.5);
    double strength = crumb ? chance.between(0.3, 0.9) : chance.between(0.05, 0.25);
    return new Speck(Outline.of(chance, radius, 0.15, 0.3, 6), crumb, strength);
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
    return crumb ? 0.08 : 0.3;
  }

  @Override
  public void stain(double x, double y, double depth, Dyes dyes) {
    if (crumb) {
      dyes.azure += strength;
    } else {
      dyes.blue += strength;
      dyes.eosin += 0.3 * strength;
    }
  }
}
