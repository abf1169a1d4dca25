package io.cellclass.segment.measure;

import io.cellclass.segment.Box;
import java.util.List;

/**
 * What one cell measures. A ratio with the denominator 0 is 0.
 *
 * @param cell its number in the map
 * @param bounds the smallest box that holds it, in pixels
 * @param atBorder whether it touches the image's border, so that a part of it may be missing
 * @param centroidX the column of its centre of mass in pixels; the first pixel's centre is 0.5
 * @param centroidY the row
 * @param unit of lengths; areas are in its square
 * @param area of its pixels
 * @param perimeter the length of its outline, holes included, by Crofton's formula in four
 *     directions: right on average over directions; a square along the axes comes out 5 % short, as
 *     corners are cut
 * @param equivalentDiameter the diameter of a disc of the same area
 * @param eccentricity that of the ellipse with the same second moments: 0 for a disc, towards 1 for
 *     a line
 * @param solidity its share of its convex hull over corners of pixels, in (0, 1]
 * @param nucleusArea the area of its nucleus; 0 where the map does not know nuclei
 * @param nucleusToCytoplasm the area of the nucleus by that of the rest
 * @param lobes the number of lobes of its nucleus: how many parts it has between waists that are at
 *     most two thirds as wide as the narrower part
 * @param channels in the order in which they were given
 */
public record CellMeasurements(
    int cell,
    Box bounds,
    boolean atBorder,
    double centroidX,
    double centroidY,
    LengthUnit unit,
    double area,
    double perimeter,
    double equivalentDiameter,
    double eccentricity,
    double solidity,
    double nucleusArea,
    double nucleusToCytoplasm,
    int lobes,
    List<ChannelStatistics> channels) {
  /** Copies the list. */
  public CellMeasurements {
    channels = List.copyOf(channels);
  }

  /** The same cell, measured in a window of an image that begins at this pixel. */
  CellMeasurements placed(int number, int left, int top, boolean border) {
    return new CellMeasurements(
        number,
        new Box(
            bounds.left() + left, bounds.top() + top, bounds.right() + left, bounds.bottom() + top),
        border,
        centroidX + left,
        centroidY + top,
        unit,
        area,
        perimeter,
        equivalentDiameter,
        eccentricity,
        solidity,
        nucleusArea,
        nucleusToCytoplasm,
        lobes,
        channels);
  }
}
