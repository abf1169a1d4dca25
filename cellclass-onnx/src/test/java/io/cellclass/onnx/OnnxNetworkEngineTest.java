package io.cellclass.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Network;
import io.cellclass.network.NetworkEngine;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.RandomNetworks;
import io.cellclass.network.ReferenceEngine;
import io.cellclass.network.SmallUNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxNetworkEngineTest {
  private static final Network FEATURES = SmallModels.network().upTo(List.of("pooled1", "pooled0"));

  private static List<float[]> images(int count) {
    Random random = new Random(1);
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] image = new float[(int) FEATURES.input().size()];
      for (int j = 0; j < image.length; j++) {
        image[j] = 2 * random.nextFloat() - 1;
      }
      images.add(image);
    }
    return images;
  }

  @Test
  void eachImageHasTheValuesOfEachOutput() {
    // More than a batch.
    List<float[]> images = images(18);
    try (NetworkSession session = new OnnxNetworkEngine().open(FEATURES)) {
      List<float[][]> values = session.run(images);
      assertThat(values).hasSize(18);
      for (int image : new int[] {0, 17}) {
        Map<String, double[]> expected = ReferenceEngine.run(FEATURES, images.get(image), 1);
        for (int output = 0; output < 2; output++) {
          double[] exact = Objects.requireNonNull(expected.get(FEATURES.outputs().get(output)));
          float[] found = values.get(image)[output];
          assertThat(found).hasSize(exact.length);
          for (int i = 0; i < exact.length; i++) {
            assertThat((double) found[i]).isCloseTo(exact[i], within(1e-4));
          }
        }
      }
      assertThat(session.run(List.of())).isEmpty();
    }
  }

  @Test
  void mapsHaveTheirChannelsLast() {
    Network network = SmallUNet.of(true);
    float[] image = RandomNetworks.input(network, 1, 1);
    double[] exact = Objects.requireNonNull(ReferenceEngine.run(network, image, 1).get("output"));
    try (NetworkSession session = new OnnxNetworkEngine().open(network)) {
      float[] found = session.run(List.of(image)).get(0)[0];
      assertThat(found).hasSize(exact.length);
      for (int i = 0; i < exact.length; i++) {
        assertThat((double) found[i]).isCloseTo(exact[i], within(1e-5));
      }
    }
  }

  @Test
  void aClosedSessionRunsNothing() {
    NetworkSession session = new OnnxNetworkEngine().open(FEATURES);
    session.close();
    session.close();
    assertThatThrownBy(() -> session.run(images(1))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void trainersFindIt() {
    assertThat(NetworkEngine.find().orElseThrow()).isInstanceOf(OnnxNetworkEngine.class);
  }
}
