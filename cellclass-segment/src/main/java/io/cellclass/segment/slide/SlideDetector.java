package io.cellclass.segment.slide;

import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.Detector;
import io.cellclass.segment.slide.BlockWalk.Found;
import io.cellclass.segment.slide.Blocks.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the cells of an image of any size in memory that does not grow with it: block by block,
 * each with a margin around it. Immutable, and safe for concurrent use as the detector is; it does
 * not close it.
 *
 * <p>A cell is taken from the view of the block that its centre lies in. Near the borders between
 * blocks, up to a quarter of the margin, it is held against what the neighbours' views show: boxes
 * of one label that share half of their union are one cell, of which the owner's box stays, or that
 * with the highest score. A cell that is found by the neighbour alone is left out. So each cell
 * comes once, although views may see it a little differently; a detector to which it does not
 * matter what else is in its image gives what it gives for the whole.
 *
 * <p>Cells up to one and a half times as large as the margin are seen whole.
 *
 * <pre>{@code
 * try (SlideImage slide = SlideImage.open(file)) {
 *   List<Detection> cells = SlideDetector.of(detector).detect(slide);
 * }
 * }</pre>
 */
public final class SlideDetector {
  private final Detector detector;
  private final Blocks blocks;

  private SlideDetector(Detector detector, Blocks blocks) {
    this.detector = detector;
    this.blocks = blocks;
  }

  /** Sees blocks of 2,048 pixels with a margin of 256. */
  public static SlideDetector of(Detector detector) {
    return new SlideDetector(detector, Blocks.DEFAULT);
  }

  /**
   * The same with other blocks. A network sees the same grid in each view where both are multiples
   * of 64.
   *
   * @param side of a block in pixels, at least 64
   * @param margin how much is seen around it, at least 1
   * @throws IllegalArgumentException if one is less
   */
  public SlideDetector withBlocks(int side, int margin) {
    return new SlideDetector(detector, new Blocks(side, margin));
  }

  /** What can be found. */
  public LabelSet labels() {
    return detector.labels();
  }

  /**
   * The cells of an image.
   *
   * @return those found, with the highest score first
   * @throws IllegalStateException if the detector or the image is closed
   * @throws IOException if the image cannot be read
   */
  public List<Detection> detect(SlideImage slide) throws IOException {
    List<Detection> cells = new ArrayList<>();
    detect(slide, cells::add, BlockListener.none());
    cells.sort(Comparator.comparingDouble(Detection::score).reversed());
    return cells;
  }

  /**
   * Hands the cells of an image over as they are found, in no order of scores. Most come while
   * their block is the region that was read last, so that their pixels cost nothing.
   *
   * @throws IllegalStateException if the detector or the image is closed
   * @throws IOException if the image cannot be read, or the consumer or listener ends the work
   */
  public void detect(
      SlideImage slide, SlideConsumer<? super Detection> consumer, BlockListener listener)
      throws IOException {
    new BlockWalk<Detection>(slide, blocks, this::find).run(consumer, listener);
  }

  private List<Found<Detection>> find(RgbImage seen, Block block) {
    List<Found<Detection>> found = new ArrayList<>();
    for (Detection cell : detector.detect(seen)) {
      Box box = cell.box();
      int left = block.view().left();
      int top = block.view().top();
      Box moved =
          new Box(box.left() + left, box.top() + top, box.right() + left, box.bottom() + top);
      Detection inSlide = new Detection(moved, cell.label(), cell.score());
      found.add(new Found<>(inSlide, moved, cell.label(), cell.score()));
    }
    return found;
  }
}
