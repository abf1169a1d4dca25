package io.cellclass.testkit;

import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Fills scenes and draws them. */
final class SmearPainter {
  private static final double PLATELETS_PER_SQUARE_MICROMETRE = 1.3 / (36 * 36);
  private static final double SPECKS_PER_SQUARE_MICROMETRE = 1.2 / (36 * 36);
  private static final double RED_CELL_AREA = 42;
  // With this much a part of the nucleus is always in view, wherever chance puts it.
  private static final double LEAST_FRAME = 12;

  private SmearPainter() {}

  static void checkHoldsCell(Framing framing) {
    if (Math.min(framing.across(), framing.down()) < LEAST_FRAME) {
      throw new IllegalArgumentException(
          "a white cell needs a frame of 12 by 12 micrometres or more, not "
              + framing.across()
              + " by "
              + framing.down());
    }
  }

  static SyntheticSmear cell(Leukocyte type, Framing framing, long seed) {
    checkHoldsCell(framing);
    Chance chance = new Chance(RandomStreams.of(seed, 0, "cell of type " + type.label()));
    double crowding = chance.happens(0.3) ? chance.between(0.15, 0.4) : chance.between(0, 0.12);
    Scene scene = new Scene(framing, chance, 0.03, crowding);
    double x = framing.across() / 2;
    double y = framing.down() / 2;
    scene.addWhite(type.grow(chance), x + chance.normal(0, 0.5), y + chance.normal(0, 0.5));
    if (chance.happens(0.06)) {
      addNeighbour(scene, framing, chance);
    }
    double area = (framing.across() + 5) * (framing.down() + 5);
    RedCellTraits traits = RedCellTraits.of(chance);
    int reds = (int) (area / RED_CELL_AREA * chance.normal(0.52, 0.1, 0.15, 0.8));
    scene.addReds(reds, () -> RedCell.grow(chance, traits), chance.between(0.1, 0.6));
    scene.addPlatelets(
        chance.count(area * PLATELETS_PER_SQUARE_MICROMETRE), () -> Platelet.grow(chance));
    return painted(scene, framing, chance);
  }

  // Another white cell at the edge of the picture, or none where it finds no room.
  private static void addNeighbour(Scene scene, Framing framing, Chance chance) {
    WhiteBody body = Leukocyte.met(chance).grow(chance);
    double angle = chance.angle();
    double distance = chance.between(13, 20);
    scene.addWhite(
        body,
        framing.across() / 2 + distance * StrictMath.cos(angle),
        framing.down() / 2 + distance * StrictMath.sin(angle));
  }

  static SyntheticSmear field(FieldPlan plan, long seed) {
    Chance chance = new Chance(RandomStreams.of(seed, 0, "field"));
    Framing framing = plan.framing();
    Scene scene = new Scene(framing, chance, plan.overlap(), plan.overlap());
    double beside = plan.overlap() > 0 ? 0.5 : 0.1;
    for (int i = 0; i < plan.whiteCells(); i++) {
      scene.addWhite(Leukocyte.any(chance).grow(chance), beside);
    }
    RedCellTraits traits = RedCellTraits.of(chance);
    scene.addReds(plan.redCells(), () -> RedCell.grow(chance, traits), beside);
    scene.addPlatelets(plan.platelets(), () -> Platelet.grow(chance));
    return painted(scene, framing, chance);
  }

  private static SyntheticSmear painted(Scene scene, Framing framing, Chance chance) {
    Canvas canvas = new Canvas(framing, Staining.of(chance));
    scene.reds().forEach(red -> canvas.draw(red.body(), red.x(), red.y()));
    scene.platelets().forEach(piece -> canvas.draw(piece.body(), piece.x(), piece.y()));
    scene.whites().forEach(white -> canvas.draw(white.body(), white.x(), white.y()));
    int specks = chance.count(framing.across() * framing.down() * SPECKS_PER_SQUARE_MICROMETRE);
    for (int i = 0; i < specks; i++) {
      Speck speck = Speck.grow(chance);
      canvas.draw(speck, chance.between(0, framing.across()), chance.between(0, framing.down()));
    }
    RgbImage image = new Camera(chance).expose(canvas);
    return new SyntheticSmear(
        image,
        truth(scene),
        scene.reds().stream().map(Placed::mask).toList(),
        scene.platelets().stream().map(Placed::mask).toList());
  }

  private static List<WhiteCell> truth(Scene scene) {
    List<WhiteCell> cells = new ArrayList<>();
    for (Placed<WhiteBody> placed : scene.whites()) {
      CellMask nucleus = Objects.requireNonNull(scene.nucleus(placed));
      cells.add(new WhiteCell(placed.body().type(), placed.mask(), nucleus));
    }
    return cells;
  }
}
