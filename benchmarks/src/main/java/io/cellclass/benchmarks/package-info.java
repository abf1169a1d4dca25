/**
 * How fast cellclass is, measured with JMH beside the same network in stock Deeplearning4j layers
 * and beside a matrix product of the same run. {@code benchmarks/run} starts it.
 */
@NullMarked
package io.cellclass.benchmarks;

import org.jspecify.annotations.NullMarked;
