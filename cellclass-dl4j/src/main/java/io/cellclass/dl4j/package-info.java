/**
 * Training and classification on Deeplearning4j. The only package that sees {@code
 * org.deeplearning4j} and {@code org.nd4j}.
 */
@NullMarked
package io.cellclass.dl4j;

import org.jspecify.annotations.NullMarked;
