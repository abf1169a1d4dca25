package io.cellclass.testkit;

/**
 * What the red cells of one smear have in common.
 *
 * @param radius their mean radius in micrometres
 * @param oblong how oval they are
 * @param pallor how much thinner their middle is, in [0, 1]; near 0 where the smear is thick
 * @param pallorSize the size of that middle, as a part of the radius
 * @param crenated whether their edge is spiked
 */
record RedCellTraits(
    double radius, double oblong, double pallor, double pallorSize, boolean crenated) {
  static RedCellTraits of(Chance chance) {
    return new RedCellTraits(
        chance.normal(3.5, 0.2, 3.0, 4.1),
        chance.between(0.02, 0.07),
        chance.happens(0.2) ? chance.between(0, 0.2) : chance.between(0.4, 0.85),
        chance.between(0.28, 0.5),
        chance.happens(0.05));
  }
}
