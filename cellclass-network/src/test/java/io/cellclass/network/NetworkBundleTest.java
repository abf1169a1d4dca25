package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.MalformedBundleException;
import io.cellclass.Provenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkBundleTest {
  private static final Network NETWORK = SmallUNet.of(true);
  private static final Provenance PROVENANCE =
      new Provenance("0".repeat(64), 7, Map.of("epochs", "3"), Map.of(), Instant.EPOCH);

  @TempDir private Path folder;

  /** Computes by the definitions, and then something else. */
  private record Session(UnaryOperator<Double> change) implements NetworkSession {
    @Override
    public List<float[][]> run(List<float[]> images) {
      List<float[][]> results = new ArrayList<>();
      for (float[] image : images) {
        double[] values =
            Objects.requireNonNull(ReferenceEngine.run(NETWORK, image, 1).get("output"));
        float[] output = new float[values.length];
        for (int i = 0; i < output.length; i++) {
          output[i] = (float) (double) change.apply(values[i]);
        }
        results.add(new float[][] {output});
      }
      return results;
    }

    @Override
    public void close() {}
  }

  private static NetworkBundle bundle() {
    return NetworkBundle.of(
        "detector",
        Map.of("labels", "a\nb"),
        NETWORK,
        PROVENANCE,
        new Session(UnaryOperator.identity()));
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Path file = folder.resolve("cells.cellclass");
    bundle().write(file);
    NetworkBundle read = NetworkBundle.read(file, "detector");

    assertThat(read.settings()).isEqualTo(Map.of("labels", "a\nb"));
    assertThat(read.provenance()).isEqualTo(PROVENANCE);
    assertThat(read.network().nodes()).isEqualTo(NETWORK.nodes());
    assertThat(read.network().weights()).isEqualTo(NETWORK.weights());
    assertThat(read.answers()).isEqualTo(bundle().answers()).hasSize(64);
    read.check(new Session(UnaryOperator.identity()));
  }

  @Test
  void anEngineThatComputesSomethingElseIsFoundOut() {
    for (UnaryOperator<Double> change :
        List.<UnaryOperator<Double>>of(x -> x + 0.01, x -> 1.01 * x - 0.01, x -> Double.NaN)) {
      assertThatThrownBy(() -> bundle().check(new Session(change)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the detector answers differently from when it was saved");
    }
  }

  @Test
  void aBundleOfAnotherKindIsRefused() throws Exception {
    Path file = folder.resolve("cells.cellclass");
    bundle().write(file);

    assertThatThrownBy(() -> NetworkBundle.read(file, "segmenter"))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessage(
            file
                + ": not a whole bundle of cellclass: manifest.kind: expected segmenter, found"
                + " \"detector\"");
    assertThatThrownBy(() -> ModelBundle.read(file))
        .isInstanceOf(MalformedBundleException.class)
        .hasMessageContaining("expected \"cellclass bundle\", found \"cellclass network\"");
  }

  /** Every hundredth byte is changed; every one of them is covered by a check sum. */
  @Test
  void aDamagedFileIsRefused() throws Exception {
    Path file = folder.resolve("cells.cellclass");
    bundle().write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 100) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      assertThatThrownBy(() -> NetworkBundle.read(file, "detector"))
          .as("byte " + at)
          .isInstanceOf(MalformedBundleException.class);
    }
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> NetworkBundle.read(file, "detector"))
        .isInstanceOf(MalformedBundleException.class);
  }

  @Test
  void aNetworkOfSeveralOutputsIsNone() {
    Network two =
        Network.of(NETWORK.input(), NETWORK.nodes(), List.of("b", "output"), NETWORK.weights());

    assertThatThrownBy(() -> new NetworkBundle("a", Map.of(), two, PROVENANCE, List.of(0f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a network of one output, found [b, output]");
  }
}
