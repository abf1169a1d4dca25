package io.cellclass.testkit;

/** A red cell: a disc, thinner in the middle. */
final class RedCell implements Body {
  private final Outline outline;
  private final Texture texture;
  private final double thickness;
  private final double pallor;
  private final double pallorSize;
  private final double x0;
  private final double y0;

  private RedCell(Outline outline, Chance chance, RedCellTraits traits) {
    this.outline = outline;
    texture = new Texture(chance.seed());
    thickness = chance.normal(1, 0.07);
    pallor = chance.normal(traits.pallor(), 0.18, 0, 0.9);
    pallorSize = chance.normal(traits.pallorSize(), 0.1, 0.12, 0.75);
    double spread = 0.08 * outline.radius();
    x0 = chance.normal(0, spread);
    y0 = chance.normal(0, spread);
  }

  static RedCell grow(Chance chance, RedCellTraits traits) {
    double radius = chance.normal(traits.radius(), 0.28, 2.6, 4.6);
    Outline outline = Outline.of(chance, radius, traits.oblong(), 0.06, 5);
    if (traits.crenated()) {
      outline = outline.withSpikes(9 + chance.below(6), chance.between(0.015, 0.05));
    }
    return new RedCell(outline, chance, traits);
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
    return 0.3;
  }

  @Override
  public void stain(double x, double y, double depth, Dyes dyes) {
    double dx = x - x0;
    double dy = y - y0;
    double middle = Math.sqrt(dx * dx + dy * dy) / outline.radius();
    double hollow = pallor * (1 - Blend.step(0.5 * pallorSize, 0.25 + pallorSize, middle));
    double dome = 0.88 + 0.12 * Blend.step(0.1, 0.8, depth);
    double uneven = 1 + 0.06 * texture.at(0.3 * x, 0.3 * y);
    dyes.haemoglobin += thickness * dome * uneven * (1 - hollow);
  }
}
