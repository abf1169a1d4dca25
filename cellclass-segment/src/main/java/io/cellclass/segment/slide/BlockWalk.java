package io.cellclass.segment.slide;

import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.slide.Blocks.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes over an image block by block and hands each cell on once. Of two rows of blocks no more is
 * held than the cells near their borders.
 */
final class BlockWalk<T> {
  /** Finds the cells that a view shows. */
  @FunctionalInterface
  interface Finder<T> {
    List<Found<T>> find(RgbImage seen, Block block) throws IOException;
  }

  /**
   * A cell that a view shows.
   *
   * @param box in the whole image
   */
  record Found<T>(T cell, Box box, Label label, double score) {}

  private final SlideImage slide;
  private final Blocks blocks;
  private final Finder<T> finder;
  private final Border<T> border = new Border<>();

  BlockWalk(SlideImage slide, Blocks blocks, Finder<T> finder) {
    this.slide = slide;
    this.blocks = blocks;
    this.finder = finder;
  }

  void run(SlideConsumer<? super T> consumer, BlockListener listener) throws IOException {
    List<List<Block>> rows = blocks.of(slide.width(), slide.height());
    int total = rows.stream().mapToInt(List::size).sum();
    int done = 0;
    for (List<Block> row : rows) {
      for (Block block : row) {
        see(block, consumer);
        listener.progressed(++done, total);
      }
      // What is nearer to the next row may be seen again.
      boolean last = row.get(0).own().bottom() == slide.height();
      double settled = row.get(0).own().bottom() - 2 * blocks.reach();
      for (T cell : border.above(last ? Double.POSITIVE_INFINITY : settled)) {
        consumer.accept(cell);
      }
    }
  }

  private void see(Block block, SlideConsumer<? super T> consumer) throws IOException {
    Region view = block.view();
    RgbImage seen = slide.read(view.left(), view.top(), view.width(), view.height());
    List<Sighting<T>> atBorder = new ArrayList<>();
    for (Found<T> found : finder.find(seen, block)) {
      Box box = found.box();
      boolean owned =
          block
              .own()
              .contains(
                  inside(box.centreX(), slide.width()), inside(box.centreY(), slide.height()));
      if (owned && distanceToOthers(block.own(), box) >= blocks.reach()) {
        consumer.accept(found.cell());
      } else if (owned || isNear(block.own(), box)) {
        atBorder.add(new Sighting<>(found.cell(), box, found.label(), found.score(), owned));
      }
    }
    border.add(atBorder);
  }

  /** A box may reach beyond the image, and its centre with it. */
  private static double inside(double position, int length) {
    return Math.max(0, Math.min(Math.nextDown((double) length), position));
  }

  /** How far a centre inside a block is from the nearest other block. */
  private double distanceToOthers(Region own, Box box) {
    double left = own.left() == 0 ? Double.POSITIVE_INFINITY : box.centreX() - own.left();
    double top = own.top() == 0 ? Double.POSITIVE_INFINITY : box.centreY() - own.top();
    double right =
        own.right() == slide.width() ? Double.POSITIVE_INFINITY : own.right() - box.centreX();
    double bottom =
        own.bottom() == slide.height() ? Double.POSITIVE_INFINITY : own.bottom() - box.centreY();
    return Math.min(Math.min(left, right), Math.min(top, bottom));
  }

  private boolean isNear(Region own, Box box) {
    double reach = blocks.reach();
    return box.centreX() >= own.left() - reach
        && box.centreX() < own.right() + reach
        && box.centreY() >= own.top() - reach
        && box.centreY() < own.bottom() + reach;
  }
}
