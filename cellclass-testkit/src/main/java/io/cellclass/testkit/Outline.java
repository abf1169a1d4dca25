package io.cellclass.testkit;

import java.util.Arrays;

/**
 * A closed curve around the origin with the radius R (1 + sum over k of p_k cos(k t) + q_k sin(k
 * t)) in direction t.
 */
final class Outline implements Shape {
  private final double radius;
  private final double[] cosines;
  private final double[] sines;
  private final Texture texture;
  private final double blebs;

  private Outline(double radius, double[] cosines, double[] sines, Texture texture, double blebs) {
    this.texture = texture;
    this.blebs = blebs;
    this.radius = radius;
    this.cosines = cosines;
    this.sines = sines;
  }

  /**
   * A curve as chance has it.
   *
   * @param radius the mean radius
   * @param oblong how far the second harmonic departs from a circle; 0.1 is a clearly oval cell
   * @param uneven how far the higher ones do together, about
   * @param harmonics the number of harmonics, at least 2: more give a finer wrinkled edge
   */
  static Outline of(Chance chance, double radius, double oblong, double uneven, int harmonics) {
    double[] cosines = new double[harmonics + 1];
    double[] sines = new double[harmonics + 1];
    cosines[2] = chance.normal(0, oblong);
    sines[2] = chance.normal(0, oblong);
    for (int k = 3; k <= harmonics; k++) {
      cosines[k] = chance.normal(0, uneven / k);
      sines[k] = chance.normal(0, uneven / k);
    }
    return new Outline(radius, cosines, sines, new Texture(0), 0);
  }

  /** This curve with one more harmonic, as of a crenated cell with that many spikes. */
  Outline withSpikes(int spikes, double height) {
    double[] longer = Arrays.copyOf(cosines, Math.max(cosines.length, spikes + 1));
    longer[spikes] += height;
    return new Outline(radius, longer, Arrays.copyOf(sines, longer.length), texture, blebs);
  }

  /** This curve with blebs here and there, up to this height in micrometres. */
  Outline withBlebs(Chance chance, double height) {
    return new Outline(radius, cosines, sines, new Texture(chance.seed()), height);
  }

  double radius() {
    return radius;
  }

  /** No point of the curve is further from the origin. */
  double reach() {
    double sum = 1;
    for (int k = 2; k < cosines.length; k++) {
      sum += Math.sqrt(cosines[k] * cosines[k] + sines[k] * sines[k]);
    }
    return radius * sum + 1.25 * blebs;
  }

  @Override
  public double distance(double x, double y) {
    double r = Math.sqrt(x * x + y * y);
    if (r < 1e-9) {
      return -radius;
    }
    double c = x / r;
    double s = y / r;
    double ck = c;
    double sk = s;
    double sum = 1;
    // (c + i s)^k holds cos(k t) and sin(k t).
    for (int k = 2; k < cosines.length; k++) {
      double next = ck * c - sk * s;
      sk = ck * s + sk * c;
      ck = next;
      sum += cosines[k] * ck + sines[k] * sk;
    }
    return r - radius * sum - bleb(x, y);
  }

  private double bleb(double x, double y) {
    if (blebs == 0) {
      return 0;
    }
    double height = Blend.step(0, 0.9, texture.rough(0.75 * x, 0.75 * y));
    return blebs * (height + 0.12 * texture.at(2.2 * x, 2.2 * y));
  }
}
