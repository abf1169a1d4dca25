package io.cellclass.examples;

import io.cellclass.RgbImage;
import io.cellclass.examples.ExportRequest.Quantization;
import io.cellclass.network.ModelBundle;
import io.cellclass.onnx.OnnxExport;
import io.cellclass.onnx.OnnxQuantization;
import io.cellclass.tflite.TfliteExport;
import io.cellclass.tflite.TfliteExport.Values;
import io.cellclass.tflite.TfliteExport.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a bundle in other formats.
 *
 * @param calibration images that tell the ranges of values; none where they are not needed
 */
record Exports(ModelBundle bundle, List<RgbImage> calibration) {
  void write(ExportRequest request, Path file) throws IOException {
    switch (request.format()) {
      case ONNX -> writeOnnx(request.quantization(), file);
      case TFLITE -> writeTflite(request, file);
    }
  }

  private void writeOnnx(Quantization quantization, Path file) throws IOException {
    if (quantization == Quantization.INT8) {
      OnnxQuantization.calibrate(bundle, calibration).write(file);
    } else {
      OnnxExport.write(bundle, file);
    }
  }

  private void writeTflite(ExportRequest request, Path file) throws IOException {
    switch (request.quantization()) {
      case NONE -> TfliteExport.write(bundle, file, Weights.FLOAT32);
      case FLOAT16 -> TfliteExport.write(bundle, file, Weights.FLOAT16);
      case DYNAMIC -> TfliteExport.write(bundle, file, Weights.DYNAMIC);
      case INT8 ->
          TfliteExport.writeInt8(
              bundle, file, calibration, request.bytes() ? Values.UINT8 : Values.FLOAT32);
    }
  }
}
