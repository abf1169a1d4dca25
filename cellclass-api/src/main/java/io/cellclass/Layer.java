package io.cellclass;

/**
 * A feature map of a network: what one of its layers makes of an image.
 *
 * @param name what the layer is called in the network
 * @param rows the number of rows of its places
 * @param columns the number of columns of its places
 * @param channels the number of values at a place
 */
public record Layer(String name, int rows, int columns, int channels) {}
