/**
 * Classification on ONNX Runtime, and networks as ONNX files. The only package that sees {@code
 * ai.onnxruntime} and the messages of ONNX.
 */
@NullMarked
package io.cellclass.onnx;

import org.jspecify.annotations.NullMarked;
