package io.cellclass.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.cellclass.onnx.OnnxOptions.Cuda;
import io.cellclass.onnx.OnnxOptions.Spinning;

/** Opens sessions of ONNX Runtime. */
final class Sessions {
  private Sessions() {}

  /**
   * A session that runs a model.
   *
   * @throws OrtException if ONNX Runtime refuses the model
   * @throws IllegalStateException if the provider is not there
   */
  static OrtSession open(byte[] model, OnnxOptions options) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    // Windows would be told what is run, and for all the library knows pass it on.
    environment.setTelemetry(false);
    try (SessionOptions settings = new SessionOptions()) {
      // What is worth telling comes as an exception; the library does not print.
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      settings.setIntraOpNumThreads(options.threads());
      setSpinning(settings, options.spinning());
      if (options.provider() instanceof Cuda cuda) {
        addCuda(settings, cuda);
      }
      return environment.createSession(model, settings);
    }
  }

  private static void setSpinning(SessionOptions settings, Spinning spinning) throws OrtException {
    settings.addConfigEntry(
        "session.intra_op.allow_spinning", spinning == Spinning.NEVER ? "0" : "1");
    if (spinning == Spinning.BRIEF) {
      settings.addConfigEntry("session.intra_op.spin_duration_us", "20");
      settings.addConfigEntry("session.force_spinning_stop", "1");
    }
  }

  private static void addCuda(SessionOptions settings, Cuda cuda) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      throw new IllegalStateException(
          "this ONNX Runtime has no CUDA, only "
              + OrtEnvironment.getAvailableProviders()
              + ": put com.microsoft.onnxruntime:onnxruntime_gpu on the class path in the place of"
              + " com.microsoft.onnxruntime:onnxruntime");
    }
    try {
      settings.addCUDA(cuda.device());
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime cannot use CUDA device "
              + cuda.device()
              + ": expected the device, its driver, and the CUDA and cuDNN libraries that"
              + " onnxruntime_gpu names; found: "
              + e.getMessage(),
          e);
    }
  }
}
