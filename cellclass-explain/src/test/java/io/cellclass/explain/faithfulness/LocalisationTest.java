package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.Heatmap;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LocalisationTest {
  private static final Mask MASK = Mask.of(3, 2, true, true, false, false, false, false);

  @Test
  void theEnergyIsThatOfPositiveValues() {
    // Inside 1 and 4, outside 3, 2 and 0; -9 and -5 do not count.
    Localisation found = Localisation.of(Heatmap.of(3, 2, 1, 4, 3, 2, -9, -5), MASK);

    assertThat(found.energyInside()).isCloseTo(0.5, within(1e-12));
    assertThat(found.hit()).isTrue();
  }

  @Test
  void thePeakMayMissACellThatHasMostOfTheEnergy() {
    Localisation found = Localisation.of(Heatmap.of(3, 2, 4, 4, 0, 0, 0, 5), MASK);

    assertThat(found.energyInside()).isCloseTo(8 / 13.0, within(1e-12));
    assertThat(found.hit()).isFalse();
  }

  @Test
  void anEmptyMapHasNoEnergyAndMisses() {
    assertThat(Localisation.of(Heatmap.of(3, 2, 0, 0, -1, -1, -1, 0), MASK))
        .isEqualTo(new Localisation(0, false));
  }

  @Property(tries = 100)
  void aCellAndItsSurroundingsShareTheEnergy(@ForAll long seed) {
    Random random = new Random(seed);
    float[] values = new float[30];
    boolean[] cell = new boolean[30];
    boolean[] rest = new boolean[30];
    for (int i = 0; i < 30; i++) {
      values[i] = random.nextFloat() + 0.01f;
      cell[i] = i == 0 || (i > 1 && random.nextBoolean());
      rest[i] = !cell[i];
    }
    Heatmap map = Heatmap.of(6, 5, values);
    Localisation in = Localisation.of(map, Mask.of(6, 5, cell));
    Localisation out = Localisation.of(map, Mask.of(6, 5, rest));

    assertThat(in.energyInside() + out.energyInside()).isCloseTo(1, within(1e-9));
    assertThat(in.hit()).isNotEqualTo(out.hit());
  }

  @Test
  void aConstantMapHasTheMasksShareOfTheEnergy() {
    assertThat(Localisation.of(Heatmap.of(3, 2, 2, 2, 2, 2, 2, 2), MASK).energyInside())
        .isCloseTo(MASK.areaShare(), within(1e-12));
  }

  @Test
  void otherSizesAndSharesAreRefused() {
    assertThatThrownBy(() -> Localisation.of(Heatmap.of(2, 1, 1, 1), MASK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected sizes that agree, found a map of 2x1 and a mask of 3x2");
    assertThatThrownBy(() -> new Localisation(1.1, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
