package io.cellclass.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ONNX Runtime reports its use to its maker from 1.29.0 on, over the network, before an application
 * written in Java can forbid it. Whoever raises the version learns of it here.
 */
class TelemetryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux-x64/libonnxruntime.so",
        "linux-aarch64/libonnxruntime.so",
        "osx-aarch64/libonnxruntime.dylib",
        "win-x64/onnxruntime.dll"
      })
  void theNativeLibraryKnowsNoAddressToReportTo(String name) throws IOException {
    byte[] library;
    try (InputStream in =
        Optional.ofNullable(
                OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + name))
            .orElseThrow()) {
      library = in.readAllBytes();
    }
    for (String known : new String[] {"events.data.microsoft.com", "ORT_DISABLE_TELEMETRY"}) {
      byte[] bytes = known.getBytes(StandardCharsets.US_ASCII);
      assertThat(Bytes.indexOf(library, bytes)).as(known).isNegative();
    }
    // It is the library: what it does know is found in the same way.
    assertThat(Bytes.indexOf(library, "QLinearConv".getBytes(StandardCharsets.US_ASCII)))
        .isPositive();
  }
}
