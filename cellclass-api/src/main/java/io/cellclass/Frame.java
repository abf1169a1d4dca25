package io.cellclass;

/**
 * A rectangle in an image, in pixels; the centre of the upper left pixel is at (0.5, 0.5). It may
 * reach beyond the image.
 *
 * @param x its left edge
 * @param y its upper edge
 * @param width its width
 * @param height its height
 */
public record Frame(double x, double y, double width, double height) {}
