package io.cellclass.segment.measure;

import io.cellclass.RgbImage;
import io.cellclass.segment.Box;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.slide.SlideCell;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the cells of a map. Immutable and safe for concurrent use.
 *
 * <pre>{@code
 * List<CellMeasurements> cells =
 *     CellMeasurer.of(new PixelSize(0.1)).measure(segmenter.segment(image), image);
 * }</pre>
 */
public final class CellMeasurer {
  /** The second moment of a pixel about its own centre. */
  private static final double OF_A_PIXEL = 1.0 / 12;

  private final double side;
  private final LengthUnit unit;

  private CellMeasurer(double side, LengthUnit unit) {
    this.side = side;
    this.unit = unit;
  }

  /** Measures in pixels. */
  public static CellMeasurer inPixels() {
    return new CellMeasurer(1, LengthUnit.PIXEL);
  }

  /** Measures in micrometres. */
  public static CellMeasurer of(PixelSize size) {
    return new CellMeasurer(size.micrometres(), LengthUnit.MICROMETRE);
  }

  /**
   * Measures cells with the colours of their image, and its stains as {@link
   * ColourDeconvolution#romanowsky} tells them.
   *
   * @throws IllegalArgumentException if the image has not the map's size
   */
  public List<CellMeasurements> measure(LabelMap map, RgbImage image) {
    List<Channel> channels = new ArrayList<>(Channel.colours(image));
    channels.addAll(ColourDeconvolution.romanowsky().separate(image));
    return measure(map, channels);
  }

  /**
   * Measures a cell of an image that is seen block by block, as {@link #measure(LabelMap,
   * RgbImage)} would in the whole: its place is that in the image. A cell that was cut counts as at
   * the border.
   */
  public CellMeasurements measure(SlideCell cell) {
    CellMeasurements inWindow = measure(cell.map(), cell.image()).get(0);
    return inWindow.placed(cell.number(), cell.left(), cell.top(), cell.atEdge() || cell.cut());
  }

  /**
   * Measures cells with any channels, such as stains of one's own or markers.
   *
   * @return a measurement for each cell, in the order of their numbers
   * @throws IllegalArgumentException if a channel has not the map's size
   */
  public List<CellMeasurements> measure(LabelMap map, List<Channel> channels) {
    for (Channel channel : channels) {
      if (channel.width() != map.width() || channel.height() != map.height()) {
        throw new IllegalArgumentException(
            "expected channels of the size of " + map + ", found " + channel);
      }
    }
    int[][] ends = ends(map);
    List<CellMeasurements> cells = new ArrayList<>();
    for (int cell = 1; cell <= map.count(); cell++) {
      cells.add(measure(map, cell, ends[cell], channels));
    }
    return cells;
  }

  /** The first column and row of each cell, and those behind its last ones. */
  private static int[][] ends(LabelMap map) {
    int[][] ends = new int[map.count() + 1][];
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        int cell = map.cell(x, y);
        if (ends[cell] == null) {
          ends[cell] = new int[] {x, y, x + 1, y + 1};
        }
        int[] end = ends[cell];
        end[0] = Math.min(end[0], x);
        end[2] = Math.max(end[2], x + 1);
        end[3] = y + 1;
      }
    }
    return ends;
  }

  private CellMeasurements measure(LabelMap map, int cell, int[] ends, List<Channel> channels) {
    CellWindow window = new CellWindow(map, cell, ends);
    Moments moments = new Moments(window);
    double nucleus = moments.nucleus * side * side;
    double area = moments.count * side * side;
    boolean atBorder =
        ends[0] == 0 || ends[1] == 0 || ends[2] == map.width() || ends[3] == map.height();
    return new CellMeasurements(
        cell,
        new Box(ends[0], ends[1], ends[2], ends[3]),
        atBorder,
        window.left() + moments.x + 0.5,
        window.top() + moments.y + 0.5,
        unit,
        area,
        Outline.perimeter(window) * side,
        2 * Math.sqrt(area / Math.PI),
        moments.eccentricity(),
        moments.count / Outline.hullArea(window),
        nucleus,
        moments.count == moments.nucleus
            ? 0
            : (double) moments.nucleus / (moments.count - moments.nucleus),
        NucleusLobes.count(window),
        channels.stream().map(channel -> statistics(window, channel)).toList());
  }

  /** In two passes, so that a large mean costs no digits of the deviation. */
  private static ChannelStatistics statistics(CellWindow cell, Channel channel) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < cell.height(); y++) {
      for (int x = 0; x < cell.width(); x++) {
        if (cell.contains(x, y)) {
          sum += channel.value(cell.left() + x, cell.top() + y);
          count++;
        }
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (int y = 0; y < cell.height(); y++) {
      for (int x = 0; x < cell.width(); x++) {
        if (cell.contains(x, y)) {
          double difference = channel.value(cell.left() + x, cell.top() + y) - mean;
          squares += difference * difference;
        }
      }
    }
    return new ChannelStatistics(channel.name(), mean, Math.sqrt(squares / count));
  }

  /** Of the pixels of a cell, about the window's first pixel's centre and about their own. */
  private static final class Moments {
    private int count;
    private int nucleus;
    private double x;
    private double y;
    private double xx;
    private double xy;
    private double yy;

    Moments(CellWindow cell) {
      for (int row = 0; row < cell.height(); row++) {
        for (int column = 0; column < cell.width(); column++) {
          if (cell.contains(column, row)) {
            count++;
            nucleus += cell.isNucleus(column, row) ? 1 : 0;
            x += column;
            y += row;
            xx += (double) column * column;
            xy += (double) column * row;
            yy += (double) row * row;
          }
        }
      }
      x /= count;
      y /= count;
      xx = xx / count - x * x + OF_A_PIXEL;
      xy = xy / count - x * y;
      yy = yy / count - y * y + OF_A_PIXEL;
    }

    double eccentricity() {
      double middle = (xx + yy) / 2;
      double spread = Math.hypot((xx - yy) / 2, xy);
      return Math.sqrt(1 - (middle - spread) / (middle + spread));
    }
  }
}
