package io.cellclass;

/**
 * A place in an image.
 *
 * @param x the column, from 0 at the left
 * @param y the row, from 0 at the top
 */
public record Pixel(int x, int y) {}
