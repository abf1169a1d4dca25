package io.cellclass.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bodies being laid out in the frame of one image. Each goes in only where overlaps stay allowed.
 */
final class Scene {
  private static final int ATTEMPTS = 25;

  private final Framing framing;
  private final Raster pixels;
  private final Chance chance;
  private final double whiteOverlap;
  private final double redOverlap;
  private final List<Placed<WhiteBody>> whites = new ArrayList<>();
  private final List<Placed<RedCell>> reds = new ArrayList<>();
  private final List<Placed<Platelet>> platelets = new ArrayList<>();

  /**
   * An empty scene.
   *
   * @param whiteOverlap the largest overlap of a white cell with anything, as {@link
   *     CellMask#overlap} measures it
   * @param redOverlap the largest overlap of two other bodies
   */
  Scene(Framing framing, Chance chance, double whiteOverlap, double redOverlap) {
    this.framing = framing;
    this.pixels = framing.raster(1);
    this.chance = chance;
    this.whiteOverlap = whiteOverlap;
    this.redOverlap = redOverlap;
  }

  List<Placed<WhiteBody>> whites() {
    return whites;
  }

  List<Placed<RedCell>> reds() {
    return reds;
  }

  List<Placed<Platelet>> platelets() {
    return platelets;
  }

  /** Puts a white cell at a place, in micrometres, if it fits there and its nucleus is visible. */
  boolean addWhite(WhiteBody body, double x, double y) {
    Placed<WhiteBody> placed = fitted(body, x, y, whiteOverlap);
    if (placed == null || nucleus(placed) == null) {
      return false;
    }
    return whites.add(placed);
  }

  /** Puts a white cell anywhere, if there is room; beside another one with some probability. */
  void addWhite(WhiteBody body, double besideAnother) {
    for (int i = 0; i < ATTEMPTS; i++) {
      double[] place = propose(body, whites, besideAnother, whiteOverlap);
      if (addWhite(body, place[0], place[1])) {
        return;
      }
    }
  }

  /** Puts red cells anywhere, as many as there is room for; some beside others. */
  void addReds(int count, Supplier<RedCell> cells, double besideAnother) {
    add(count, cells, reds, besideAnother);
  }

  /** Puts platelets anywhere, as many as there is room for. */
  void addPlatelets(int count, Supplier<Platelet> cells) {
    add(count, cells, platelets, 0.1);
  }

  private <B extends Body> void add(
      int count, Supplier<B> bodies, List<Placed<B>> to, double besideAnother) {
    for (int i = 0; i < count; i++) {
      B body = bodies.get();
      Placed<B> placed = null;
      for (int k = 0; k < ATTEMPTS && placed == null; k++) {
        double[] place = propose(body, to, besideAnother, redOverlap);
        placed = fitted(body, place[0], place[1], redOverlap);
      }
      if (placed != null) {
        to.add(placed);
      }
    }
  }

  private <B extends Body> double[] propose(
      B body, List<Placed<B>> others, double besideAnother, double overlap) {
    if (others.isEmpty() || !chance.happens(besideAnother)) {
      double margin = 0.8 * body.reach();
      return new double[] {
        chance.between(-margin, framing.across() + margin),
        chance.between(-margin, framing.down() + margin)
      };
    }
    Placed<B> other = others.get(chance.below(others.size()));
    double angle = chance.angle();
    // Two equal discs share 39 % where their centres are half the sum of the radii apart.
    double distance =
        (body.reach() + other.body().reach()) * chance.between(1 - 1.25 * overlap, 1.02);
    return new double[] {
      other.x() + distance * StrictMath.cos(angle), other.y() + distance * StrictMath.sin(angle)
    };
  }

  private <B extends Body> @Nullable Placed<B> fitted(B body, double x, double y, double overlap) {
    if (crowded(body, x, y, whites) || crowded(body, x, y, reds)) {
      return null;
    }
    CellMask mask = mask(body, x, y, body);
    if (mask == null) {
      return null;
    }
    Placed<B> placed = new Placed<>(body, x, y, mask);
    boolean fits =
        fits(placed, whites, whiteOverlap)
            && fits(placed, reds, overlap)
            && fits(placed, platelets, overlap);
    return fits ? placed : null;
  }

  // Spares drawing a mask: so close, two cells share more than half.
  private static boolean crowded(
      Body body, double x, double y, List<? extends Placed<? extends Body>> others) {
    for (Placed<? extends Body> other : others) {
      if (other.distance(x, y) < 0.7 * Math.max(body.reach(), other.body().reach())) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(
      Placed<? extends Body> placed, List<? extends Placed<? extends Body>> others, double limit) {
    for (Placed<? extends Body> other : others) {
      double touching = placed.body().reach() + other.body().reach();
      if (other.distance(placed.x(), placed.y()) < touching
          && placed.mask().overlap(other.mask()) > limit) {
        return false;
      }
    }
    return true;
  }

  /** The visible pixels of a white cell's nucleus; none if it lies outside the frame. */
  @Nullable CellMask nucleus(Placed<WhiteBody> placed) {
    WhiteBody body = placed.body();
    return mask(
        body, placed.x(), placed.y(), (x, y) -> body.nucleusDistance(x, y, -body.distance(x, y)));
  }

  private @Nullable CellMask mask(Body body, double x, double y, Shape shape) {
    Box window = pixels.window(x, y, body.reach());
    return window == null
        ? null
        : CellMask.of(
            window,
            (column, row) ->
                shape.distance(pixels.micrometres(column) - x, pixels.micrometres(row) - y) < 0);
  }
}
