package io.cellclass.segment.count;

import io.cellclass.Interval;
import io.cellclass.Label;

/**
 * A type's share of the white cells.
 *
 * @param type the type
 * @param counted how many cells were given it
 * @param share the estimate, in [0, 1]
 * @param interval its 95 % interval
 */
public record TypeShare(Label type, int counted, double share, Interval interval) {}
