package io.cellclass.testkit;

import java.util.List;

/**
 * Capsules that flow into each other, with an edge that wanders a little.
 *
 * @param capsules the lobes and the bridges between them
 * @param joint how widely two of them flow together, in micrometres
 * @param wander how far the edge wanders, in micrometres
 * @param texture what leads it
 */
record Lobes(List<Capsule> capsules, double joint, double wander, Texture texture)
    implements Shape {
  private static final double FREQUENCY = 0.35;

  Lobes {
    capsules = List.copyOf(capsules);
  }

  @Override
  public double distance(double x, double y) {
    double wx = x + wander * texture.at(FREQUENCY * x, FREQUENCY * y);
    double wy = y + wander * texture.at(FREQUENCY * x + 31.7, FREQUENCY * y + 11.9);
    double distance = capsules.get(0).distance(wx, wy);
    for (int i = 1; i < capsules.size(); i++) {
      distance = Blend.join(distance, capsules.get(i).distance(wx, wy), joint);
    }
    return distance;
  }
}
