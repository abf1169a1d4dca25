package io.cellclass.testkit;

import java.util.ArrayList;
import java.util.List;

/** Nuclei in several lobes. */
final class LobedNucleus {
  private static final double WANDER = 0.6;

  // How much of the ring two to five lobes take; more would close it.
  private static final double[] LOBE_SPREAD = {0, 0, 0.95, 1.25, 1.38, 1.45};

  private LobedNucleus() {}

  /** Two to five lobes along an arc, thin bridges between them. */
  static Shape segmented(Chance chance, double cellRadius, double area) {
    int lobes = 2 + chance.weighted(0.24, 0.42, 0.27, 0.07);
    double span = Math.PI * chance.between(0.85, 1.15) * LOBE_SPREAD[lobes];
    double ring =
        cellRadius * (lobes == 2 ? chance.between(0.43, 0.51) : chance.between(0.46, 0.55));
    return arc(chance, lobes, span, ring, area, chance.between(0.25, 0.6));
  }

  /** Two large lobes side by side or opposite, at times a third. */
  static Shape bilobed(Chance chance, double cellRadius, double area) {
    int lobes = chance.happens(0.13) ? 3 : 2;
    double span = Math.PI * (lobes == 3 ? chance.between(1.0, 1.25) : chance.between(0.65, 1.0));
    return arc(
        chance,
        lobes,
        span,
        cellRadius * chance.between(0.46, 0.56),
        area,
        chance.between(0.3, 0.7));
  }

  /** A bent sausage: the young form of the neutrophil. */
  static Shape band(Chance chance, double cellRadius, double area) {
    double span = Math.PI * chance.between(0.9, 1.4);
    double ring = cellRadius * chance.between(0.4, 0.48);
    // A bent capsule of length l has the area 2 l r + pi r^2. Thicker than this it would close.
    double length = ring * span;
    double solved = (Math.sqrt(length * length + Math.PI * area) - length) / Math.PI;
    double radius = Math.min(solved, 0.68 * ring) * chance.normal(1, 0.06);
    double start = chance.angle();
    List<Capsule> capsules = new ArrayList<>();
    int pieces = 6;
    double dx = -0.15 * cellRadius * StrictMath.cos(start + span / 2);
    double dy = -0.15 * cellRadius * StrictMath.sin(start + span / 2);
    for (int i = 0; i < pieces; i++) {
      double from = start + span * i / pieces;
      double to = start + span * (i + 1) / pieces;
      double thick = radius * chance.normal(1, 0.1);
      capsules.add(
          new Capsule(
                  ring * StrictMath.cos(from),
                  ring * StrictMath.sin(from),
                  ring * StrictMath.cos(to),
                  ring * StrictMath.sin(to),
                  thick)
              .movedBy(dx, dy));
    }
    return new Lobes(capsules, 0.8, WANDER, new Texture(chance.seed()));
  }

  private static Shape arc(
      Chance chance, int lobes, double span, double ring, double area, double bridge) {
    double start = chance.angle();
    double step = span / (lobes - 1);
    double shift = chance.between(0, 0.25) * ring;
    double dx = -shift * StrictMath.cos(start + span / 2);
    double dy = -shift * StrictMath.sin(start + span / 2);
    List<Capsule> capsules = new ArrayList<>();
    for (int i = 0; i < lobes; i++) {
      double angle = start + step * i + chance.normal(0, 0.1);
      double distance = ring * chance.normal(1, 0.13);
      double share = area / lobes * chance.normal(1, 0.22);
      capsules.add(lobe(chance, angle, distance, share).movedBy(dx, dy));
    }
    for (int i = 1; i < lobes; i++) {
      Capsule before = capsules.get(i - 1);
      Capsule after = capsules.get(i);
      capsules.add(new Capsule(before.x2(), before.y2(), after.x1(), after.y1(), bridge));
    }
    return new Lobes(capsules, 0.5, WANDER, new Texture(chance.seed()));
  }

  // A capsule of radius r and length 2 e r has the area (pi + 4 e) r^2. It lies along the ring,
  // more or less.
  private static Capsule lobe(Chance chance, double angle, double ring, double area) {
    double oblong = chance.between(0.05, 0.45);
    double radius = Math.sqrt(area / (Math.PI + 4 * oblong));
    double tilt = angle + Math.PI / 2 + chance.normal(0, 0.55);
    double ex = oblong * radius * StrictMath.cos(tilt);
    double ey = oblong * radius * StrictMath.sin(tilt);
    double x = ring * StrictMath.cos(angle);
    double y = ring * StrictMath.sin(angle);
    return new Capsule(x - ex, y - ey, x + ex, y + ey, radius);
  }
}
