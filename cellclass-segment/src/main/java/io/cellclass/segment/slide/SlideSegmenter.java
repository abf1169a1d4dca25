package io.cellclass.segment.slide;

import io.cellclass.Label;
import io.cellclass.RgbImage;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.Segmenter;
import io.cellclass.segment.slide.BlockWalk.Found;
import io.cellclass.segment.slide.Blocks.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Outlines the cells of an image of any size in memory that does not grow with it: block by block,
 * each with a margin around it, handing each cell over with its own pixels. Immutable, and safe for
 * concurrent use as the segmenter is; it does not close it.
 *
 * <p>A cell is taken whole from the view of the block that the centre of its box lies in. Near the
 * borders between blocks, up to a quarter of the margin, it is held against what the neighbours'
 * views show: cells whose boxes share half of their union are one, of which the owner's stays. A
 * cell that is seen by the neighbour alone is left out.
 *
 * <p>The margin should be at least two thirds of the largest cell, of which then all is seen. A
 * larger one may be cut where the view ends, and comes as far as it is seen, with {@link
 * SlideCell#cut}; where several views show parts of it whose centres are their own, it comes in
 * these parts.
 *
 * <p>A segmenter that looks at the whole of what it sees, such as Otsu's thresholds, sees each view
 * by itself: in one without cells it outlines what is stained most. Prefer one that has learnt.
 */
public final class SlideSegmenter {
  private static final Label CELL = new Label("cell");

  private final Segmenter segmenter;
  private final Blocks blocks;

  private SlideSegmenter(Segmenter segmenter, Blocks blocks) {
    this.segmenter = segmenter;
    this.blocks = blocks;
  }

  /** Sees blocks of 2,048 pixels with a margin of 256. */
  public static SlideSegmenter of(Segmenter segmenter) {
    return new SlideSegmenter(segmenter, Blocks.DEFAULT);
  }

  /**
   * The same with other blocks. A network sees the same grid in each view where both are multiples
   * of 64.
   *
   * @param side of a block in pixels, at least 64
   * @param margin how much is seen around it, at least 1
   * @throws IllegalArgumentException if one is less
   */
  public SlideSegmenter withBlocks(int side, int margin) {
    return new SlideSegmenter(segmenter, new Blocks(side, margin));
  }

  /**
   * Hands the cells of an image over as they are found, roughly from its upper left to its lower
   * right.
   *
   * @throws IllegalStateException if the segmenter or the image is closed
   * @throws IOException if the image cannot be read, or the consumer or listener ends the work
   */
  public void segment(
      SlideImage slide, SlideConsumer<? super SlideCell> consumer, BlockListener listener)
      throws IOException {
    int[] number = {0};
    new BlockWalk<SlideCell>(slide, blocks, (seen, block) -> find(slide, seen, block))
        .run(cell -> consumer.accept(cell.numbered(++number[0])), listener);
  }

  private List<Found<SlideCell>> find(SlideImage slide, RgbImage seen, Block block) {
    LabelMap map = segmenter.segment(seen);
    if (map.width() != seen.width() || map.height() != seen.height()) {
      throw new IllegalStateException(
          "expected a segmenter to give a map of the size of " + seen + ", found " + map);
    }
    List<Found<SlideCell>> found = new ArrayList<>();
    Region[] windows = windows(map);
    for (int cell = 1; cell < windows.length; cell++) {
      SlideCell cut = cell(slide, seen, map, cell, windows[cell], block.view());
      found.add(new Found<>(cut, cut.box(), CELL, 1));
    }
    return found;
  }

  /** The smallest window that holds each cell. */
  private static Region[] windows(LabelMap map) {
    Region[] windows = new Region[map.count() + 1];
    int[][] ends = new int[map.count() + 1][];
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        int cell = map.cell(x, y);
        if (ends[cell] == null) {
          ends[cell] = new int[] {x, y, x, y};
        }
        int[] end = ends[cell];
        end[0] = Math.min(end[0], x);
        end[2] = Math.max(end[2], x);
        end[3] = y;
      }
    }
    for (int cell = 1; cell < windows.length; cell++) {
      int[] end = ends[cell];
      windows[cell] = new Region(end[0], end[1], end[2] - end[0] + 1, end[3] - end[1] + 1);
    }
    return windows;
  }

  private static SlideCell cell(
      SlideImage slide, RgbImage seen, LabelMap map, int cell, Region window, Region view) {
    int left = view.left() + window.left();
    int top = view.top() + window.top();
    int right = left + window.width();
    int bottom = top + window.height();
    boolean atEdge = left == 0 || top == 0 || right == slide.width() || bottom == slide.height();
    boolean cut =
        (left == view.left() && left > 0)
            || (top == view.top() && top > 0)
            || (right == view.right() && right < slide.width())
            || (bottom == view.bottom() && bottom < slide.height());
    RgbImage pixels = window.cut(seen, new Region(0, 0, seen.width(), seen.height()));
    return new SlideCell(1, left, top, window(map, cell, window), pixels, atEdge, cut);
  }

  private static LabelMap window(LabelMap map, int cell, Region window) {
    int[] cells = new int[Math.toIntExact(window.area())];
    PixelClass[] classes = new PixelClass[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int x = window.left() + i % window.width();
      int y = window.top() + i / window.width();
      boolean inside = map.cell(x, y) == cell;
      cells[i] = inside ? 1 : 0;
      classes[i] = inside ? map.pixelClass(x, y) : PixelClass.BACKGROUND;
    }
    return map.hasPixelClasses()
        ? LabelMap.of(window.width(), window.height(), cells, classes)
        : LabelMap.of(window.width(), window.height(), cells);
  }
}
