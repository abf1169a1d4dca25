/**
 * Classical segmentation: thresholds, distances, watersheds, and a pixel classifier; the baselines
 * that networks have to beat, and the building blocks that they share.
 */
@NullMarked
package io.cellclass.segment.classic;

import org.jspecify.annotations.NullMarked;
