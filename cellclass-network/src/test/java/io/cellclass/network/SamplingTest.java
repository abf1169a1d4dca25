package io.cellclass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.network.Sampling.Places;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
  private static final Network INCEPTION = RandomInception.network(224);

  /**
   * Worked out by hand: the stem's valid convolutions and pools begin 1, 2, 3, 5, 9 and 13 pixels
   * behind the first one's centre at 0.5; each reduction adds a step.
   */
  @ParameterizedTest
  @CsvSource({
    "mixed0, 13.5, 8",
    "mixed2, 13.5, 8",
    "mixed3, 21.5, 16",
    "mixed7, 21.5, 16",
    "mixed8, 37.5, 32",
    "mixed10, 37.5, 32"
  })
  void placesOfInceptionBeginBehindTheBorder(String block, double first, double step) {
    Sampling sampling = Sampling.of(INCEPTION, block);
    assertThat(sampling.rows()).isEqualTo(new Places(first, step));
    assertThat(sampling.columns()).isEqualTo(new Places(first, step));
  }

  @Test
  void theInputsPlacesAreItsPixels() {
    assertThat(Sampling.of(INCEPTION, Network.INPUT).rows()).isEqualTo(new Places(0.5, 1));
  }

  @Test
  void upsamplingPartsPlaces() {
    Network network = SmallUNet.of(true);

    assertThat(Sampling.of(network, "pool").rows()).isEqualTo(new Places(1, 2));
    assertThat(Sampling.of(network, "wide").rows()).isEqualTo(new Places(0.5, 1));
  }

  /** A single bright pixel moves the centre of mass of what a symmetric kernel sees of it there. */
  @Test
  void aPlaceSeesWhatLiesAroundItsCentre() {
    Network network = TestKernels.blurring(33);
    Sampling sampling = Sampling.of(network, "second");
    int side = network.shape("second").rows();
    for (int pixel = 9; pixel < 24; pixel += 5) {
      float[] image = new float[33 * 33];
      image[pixel * 33 + 16] = 1;
      Map<String, double[]> values = ReferenceEngine.run(network, image, 1);
      double[] map = Objects.requireNonNull(values.get("second"));
      double mass = 0;
      double moment = 0;
      for (int place = 0; place < map.length; place++) {
        int row = place / side;
        mass += map[place];
        moment += map[place] * (sampling.rows().first() + sampling.rows().step() * row);
      }
      assertThat(moment / mass).isCloseTo(pixel + 0.5, within(0.51));
    }
  }
}
