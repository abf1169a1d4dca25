/**
 * What every engine needs to compute a network with 8-bit whole numbers: the ranges of its values,
 * measured on images, and its weights in steps.
 */
@NullMarked
package io.cellclass.network.quantization;

import org.jspecify.annotations.NullMarked;
