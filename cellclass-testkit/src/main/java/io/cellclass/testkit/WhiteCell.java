package io.cellclass.testkit;

/**
 * The truth about one white cell.
 *
 * @param type its class
 * @param cell its visible pixels, those of the nucleus among them
 * @param nucleus the visible pixels of its nucleus; all lobes together
 */
public record WhiteCell(Leukocyte type, CellMask cell, CellMask nucleus) {}
