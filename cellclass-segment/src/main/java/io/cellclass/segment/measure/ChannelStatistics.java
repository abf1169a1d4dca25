package io.cellclass.segment.measure;

/**
 * A channel within a cell.
 *
 * @param channel its name
 * @param mean the mean over the cell's pixels
 * @param deviation the standard deviation of the cell's pixels, 0 for one pixel; divided by their
 *     number, as they are the whole cell
 */
public record ChannelStatistics(String channel, double mean, double deviation) {}
