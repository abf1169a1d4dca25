package io.cellclass.testkit;

/**
 * The texture of a nucleus.
 *
 * @param density how much azure it takes up on average
 * @param openness how much lighter its light places are, in [0, 1]
 * @param grain how many light places stand in a micrometre
 * @param sparseness how few of them there are: 0 for about half of the nucleus, 0.3 for a sixth
 * @param rim how much denser it is at its membrane
 * @param texture where its light places are
 */
record Chromatin(
    double density, double openness, double grain, double sparseness, double rim, Texture texture) {
  /** The azure at a point this deep in the nucleus. */
  double azure(double x, double y, double depth) {
    double light =
        Blend.step(sparseness - 0.2, sparseness + 0.4, texture.rough(grain * x, grain * y));
    double clumps =
        0.1 * texture.at(0.4 * x + 5.5, 0.4 * y)
            + 0.27 * texture.rough(2.4 * grain * x, 2.4 * grain * y + 3.3);
    double membrane = rim * (1 - Blend.step(0.1, 0.6, depth));
    double inside = Blend.step(0.1, 0.45, depth);
    return density * (1 + clumps + membrane - openness * light * inside);
  }
}
