/**
 * TensorFlow Lite: the files of phones and small computers, written from a network with weights of
 * 32, 16 or 8 bits, and a classifier that runs them through XNNPACK.
 */
@NullMarked
package io.cellclass.tflite;

import org.jspecify.annotations.NullMarked;
