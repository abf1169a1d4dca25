package io.cellclass.segment.neural;

import io.cellclass.LabelSet;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import io.cellclass.segment.neural.Tiles.OutputMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Boxes as maps of centres, and back: objects as points (Zhou, Wang and Kraehenbuehl 2019).
 *
 * <p>A map has, at each place, for each label how near a centre is, as a logit; then the logarithms
 * of the box's width and height in places, and how far right of and below the place's own centre
 * the box's lies, in places.
 *
 * <p>The peak about a centre is a Gaussian with a standard deviation of {@code 0.54 / 6} of the
 * box's sides, and the box is learnt wherever the peak is above a half, not at its top alone (Liu
 * et al. 2020, training-time-friendly networks).
 */
final class Centres {
  /** Behind the labels' channels. */
  static final int WIDTH = 0;

  static final int HEIGHT = 1;
  static final int RIGHT = 2;
  static final int BELOW = 3;
  static final int BOX_CHANNELS = 4;

  /** What {@link Centres} gives as a target has behind these how much the box counts. */
  private static final int TARGET_CHANNELS = BOX_CHANNELS + 1;

  private static final double SPREAD = 0.54 / 6;
  private static final double LEAST_SPREAD = 0.5;
  private static final double CORE = 0.5;

  /** Of two boxes of one label that share more, one is the other's echo. */
  private static final double ECHO = 0.6;

  /** No more peaks of a label are looked at: noise has many, and each is held against all. */
  private static final int MOST = 20_000;

  /** Sides beyond this, in places, are no cell's. */
  private static final double LARGEST_LOGARITHM = 8;

  private final LabelSet labels;

  Centres(LabelSet labels) {
    this.labels = labels;
  }

  /** The number of channels of a network's output. */
  int channels() {
    return labels.size() + BOX_CHANNELS;
  }

  /** The number of channels of a target. */
  int targetChannels() {
    return labels.size() + TARGET_CHANNELS;
  }

  /**
   * What a network should give.
   *
   * @param boxes in places of the map; those whose centres are outside are left out
   */
  float[] target(List<LabelledBox> boxes, int rows, int columns) {
    float[] target = new float[rows * columns * targetChannels()];
    List<LabelledBox> largestFirst = new ArrayList<>(boxes);
    // Where cores meet, the smaller cell has fewer places to be learnt at.
    largestFirst.sort(Comparator.comparingDouble((LabelledBox b) -> b.box().area()).reversed());
    for (LabelledBox labelled : largestFirst) {
      Box box = labelled.box();
      boolean inside =
          box.centreX() >= 0
              && box.centreX() < columns
              && box.centreY() >= 0
              && box.centreY() < rows;
      if (inside && box.area() > 0) {
        draw(target, rows, columns, box, labels.indexOf(labelled.label()));
      }
    }
    return target;
  }

  private void draw(float[] target, int rows, int columns, Box box, int label) {
    double spreadX = Math.max(LEAST_SPREAD, SPREAD * box.width());
    double spreadY = Math.max(LEAST_SPREAD, SPREAD * box.height());
    int peakRow = (int) box.centreY();
    int peakColumn = (int) box.centreX();
    int reachX = (int) Math.ceil(3 * spreadX);
    int reachY = (int) Math.ceil(3 * spreadY);
    for (int row = Math.max(0, peakRow - reachY);
        row <= Math.min(rows - 1, peakRow + reachY);
        row++) {
      for (int column = Math.max(0, peakColumn - reachX);
          column <= Math.min(columns - 1, peakColumn + reachX);
          column++) {
        double across = (column - peakColumn) / spreadX;
        double down = (row - peakRow) / spreadY;
        float height = (float) Math.exp(-(across * across + down * down) / 2);
        int at = (row * columns + column) * targetChannels();
        target[at + label] = Math.max(target[at + label], height);
        if (height >= CORE) {
          int to = at + labels.size();
          target[to + WIDTH] = (float) Math.log(box.width());
          target[to + HEIGHT] = (float) Math.log(box.height());
          target[to + RIGHT] = (float) (box.centreX() - column - 0.5);
          target[to + BELOW] = (float) (box.centreY() - row - 0.5);
          target[to + BOX_CHANNELS] = height;
        }
      }
    }
  }

  /**
   * The cells that a map shows: peaks, without those that a higher one explains.
   *
   * @param least for each label the lowest score
   * @return boxes in places, best first
   */
  List<Detection> detections(OutputMap map, double[] least) {
    List<Detection> found = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      List<Detection> ofLabel = new ArrayList<>();
      for (int row = 0; row < map.rows(); row++) {
        for (int column = 0; column < map.columns(); column++) {
          float height = map.get(row, column, label);
          double score = 1 / (1 + Math.exp(-height));
          if (score >= least[label] && isPeak(map, row, column, label, height)) {
            ofLabel.add(new Detection(box(map, row, column), labels.get(label), score));
          }
        }
      }
      ofLabel.sort(Comparator.comparingDouble(Detection::score).reversed());
      found.addAll(withoutEchoes(ofLabel.subList(0, Math.min(MOST, ofLabel.size()))));
    }
    found.sort(Comparator.comparingDouble(Detection::score).reversed());
    return found;
  }

  private static boolean isPeak(OutputMap map, int row, int column, int label, float height) {
    for (int r = Math.max(0, row - 1); r <= Math.min(map.rows() - 1, row + 1); r++) {
      for (int c = Math.max(0, column - 1); c <= Math.min(map.columns() - 1, column + 1); c++) {
        float other = map.get(r, c, label);
        boolean earlier = r < row || (r == row && c < column);
        // Of a plateau the first place is the peak.
        if (other > height || (earlier && other == height)) {
          return false;
        }
      }
    }
    return true;
  }

  private Box box(OutputMap map, int row, int column) {
    int from = labels.size();
    return Box.centred(
        column + 0.5 + map.get(row, column, from + RIGHT),
        row + 0.5 + map.get(row, column, from + BELOW),
        side(map.get(row, column, from + WIDTH)),
        side(map.get(row, column, from + HEIGHT)));
  }

  private static double side(float logarithm) {
    return Math.exp(Math.min(LARGEST_LOGARITHM, Math.max(-LARGEST_LOGARITHM, logarithm)));
  }

  private static List<Detection> withoutEchoes(List<Detection> bestFirst) {
    List<Detection> kept = new ArrayList<>();
    for (Detection detection : bestFirst) {
      if (kept.stream().noneMatch(better -> better.box().overlap(detection.box()) > ECHO)) {
        kept.add(detection);
      }
    }
    return kept;
  }

  /** The same lowest score for every label. */
  double[] least(double score) {
    double[] least = new double[labels.size()];
    Arrays.fill(least, score);
    return least;
  }
}
