package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SyntheticSmearTest {
  @Property(tries = 40)
  void theCellNearTheCentreIsListedFirstWithItsNucleus(
      @ForAll Leukocyte type,
      @ForAll @IntRange(min = 60, max = 200) int width,
      @ForAll @IntRange(min = 60, max = 200) int height,
      @ForAll @DoubleRange(min = 2, max = 5) double scale,
      @ForAll long seed) {
    SyntheticSmear smear = BloodSmears.cell(type, new Framing(width, height, scale), seed);
    assertThat(smear.image().width()).isEqualTo(width);
    assertThat(smear.image().height()).isEqualTo(height);
    WhiteCell cell = smear.whiteCells().get(0);
    assertThat(cell.type()).isEqualTo(type);
    assertThat(cell.cell().contains(width / 2, height / 2)).isTrue();
    assertThat(cell.nucleus().intersection(cell.cell())).isEqualTo(cell.nucleus().area());
  }

  @Property(tries = 25)
  void instancesAndMasksAgree(@ForAll long seed) {
    SyntheticSmear smear = BloodSmears.field(small().withOverlap(0.3), seed);
    List<CellMask> masks = masks(smear);
    for (int y = 0; y < smear.image().height(); y++) {
      for (int x = 0; x < smear.image().width(); x++) {
        int instance = smear.instance(x, y);
        if (instance > 0) {
          assertThat(masks.get(instance - 1).contains(x, y)).isTrue();
        } else {
          assertThat(holding(masks, x, y)).isZero();
        }
      }
    }
  }

  private static long holding(List<CellMask> masks, int x, int y) {
    return masks.stream().filter(mask -> mask.contains(x, y)).count();
  }

  @Property(tries = 40)
  void noTwoCellsOverlapMoreThanAllowed(
      @ForAll @DoubleRange(max = 0.4) double overlap, @ForAll long seed) {
    SyntheticSmear smear = BloodSmears.field(small().withOverlap(overlap), seed);
    assertThat(largestOverlap(smear)).isLessThanOrEqualTo(overlap);
  }

  @Test
  void cellsDoOverlapWhereAllowed() {
    SyntheticSmear apart = BloodSmears.field(FieldPlan.DEFAULT.withOverlap(0), 1);
    SyntheticSmear crowded = BloodSmears.field(FieldPlan.DEFAULT.withOverlap(0.4), 1);
    assertThat(largestOverlap(apart)).isZero();
    assertThat(largestOverlap(crowded)).isBetween(0.3, 0.4);
  }

  @Test
  void aFieldHoldsWhatIsPlannedWhereThereIsRoom() {
    SyntheticSmear smear = BloodSmears.field(FieldPlan.DEFAULT.withCells(3, 20, 4), 1);
    assertThat(smear.whiteCells()).hasSize(3);
    assertThat(smear.redCells()).hasSize(20);
    assertThat(smear.platelets()).hasSize(4);
    assertThat(smear)
        .hasToString("SyntheticSmear[RgbImage[640x480], 3 white cells, 20 red cells, 4 platelets]");
    SyntheticSmear empty = BloodSmears.field(FieldPlan.DEFAULT.withCells(0, 0, 0), 1);
    assertThat(empty.instances()).containsOnly(0);
    SyntheticSmear full = BloodSmears.field(small().withCells(0, 500, 0), 1);
    assertThat(full.redCells()).hasSizeBetween(50, 200);
  }

  @Test
  void cellsAreDarkerThanTheBackgroundAndNucleiDarkest() {
    for (Leukocyte type : Leukocyte.values()) {
      Mean background = new Mean();
      Mean cytoplasm = new Mean();
      Mean nucleus = new Mean();
      Mean red = new Mean();
      for (int seed = 0; seed < 6; seed++) {
        SyntheticSmear smear = BloodSmears.cell(type, Framing.singleCell(120), seed);
        measure(smear, background, cytoplasm, nucleus, red);
      }
      assertThat(nucleus.value()).isLessThan(cytoplasm.value() - 5);
      assertThat(cytoplasm.value()).isLessThan(background.value() - 30);
      assertThat(red.value()).isBetween(background.value() - 90, background.value() - 25);
      assertThat(background.value()).isBetween(205.0, 245.0);
    }
  }

  private static void measure(
      SyntheticSmear smear, Mean background, Mean cytoplasm, Mean nucleus, Mean red) {
    WhiteCell cell = smear.whiteCells().get(0);
    int whites = smear.whiteCells().size();
    int reds = smear.redCells().size();
    for (int y = 0; y < smear.image().height(); y++) {
      for (int x = 0; x < smear.image().width(); x++) {
        double green = smear.image().rgb(x, y) >> 8 & 0xff;
        int instance = smear.instance(x, y);
        if (instance == 0) {
          background.add(green);
        } else if (instance == 1) {
          (cell.nucleus().contains(x, y) ? nucleus : cytoplasm).add(green);
        } else if (instance > whites && instance <= whites + reds) {
          red.add(green);
        }
      }
    }
  }

  @Test
  void sizesAreThoseOfCells() {
    Framing framing = Framing.singleCell(180);
    double perSquareMicrometre = framing.pixelsPerMicrometre() * framing.pixelsPerMicrometre();
    for (Leukocyte type : Leukocyte.values()) {
      for (int seed = 0; seed < 10; seed++) {
        SyntheticSmear smear = BloodSmears.cell(type, framing, seed);
        WhiteCell cell = smear.whiteCells().get(0);
        assertThat(cell.cell().area() / perSquareMicrometre).isBetween(40.0, 320.0);
        assertThat(cell.nucleus().area() / perSquareMicrometre).isBetween(30.0, 190.0);
        for (CellMask red : smear.redCells()) {
          assertThat(red.area() / perSquareMicrometre).isLessThan(80);
        }
        for (CellMask platelet : smear.platelets()) {
          assertThat(platelet.area() / perSquareMicrometre).isLessThan(35);
        }
      }
    }
  }

  @Test
  void pixelsOutsideTheImageHaveNoInstance() {
    SyntheticSmear smear = BloodSmears.field(small(), 1);
    assertThatThrownBy(() -> smear.instance(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> smear.instance(0, smear.image().height()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void instancesAreACopy() {
    SyntheticSmear smear = BloodSmears.field(small(), 1);
    int before = smear.instance(0, 0);
    smear.instances()[0] = 99;
    assertThat(smear.instance(0, 0)).isEqualTo(before);
  }

  private static FieldPlan small() {
    return new FieldPlan(new Framing(160, 120, 2.5), 3, 25, 4, 0.1);
  }

  private static List<CellMask> masks(SyntheticSmear smear) {
    List<CellMask> masks = new ArrayList<>();
    smear.whiteCells().forEach(cell -> masks.add(cell.cell()));
    masks.addAll(smear.redCells());
    masks.addAll(smear.platelets());
    return masks;
  }

  private static double largestOverlap(SyntheticSmear smear) {
    List<CellMask> masks = masks(smear);
    double largest = 0;
    for (int i = 0; i < masks.size(); i++) {
      for (int j = 0; j < i; j++) {
        largest = Math.max(largest, masks.get(i).overlap(masks.get(j)));
      }
    }
    return largest;
  }

  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    double value() {
      return sum / count;
    }
  }
}
