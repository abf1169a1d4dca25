package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The traits by which a haematologist tells the types apart, measured on the truth and pixels. */
class LeukocyteTraitsTest {
  private static final int CELLS = 40;
  private static final Framing FRAMING = Framing.singleCell(144);
  private static final Map<Leukocyte, List<SyntheticSmear>> DRAWN = new ConcurrentHashMap<>();
  private static final double EROSION_MICROMETRES = 1.1;

  @Test
  void mostNeutrophilNucleiFallIntoLobes() {
    assertThat(shareLobed(Leukocyte.NEUTROPHIL)).isBetween(0.55, 0.98);
    assertThat(shareLobed(Leukocyte.EOSINOPHIL)).isGreaterThan(0.4);
    assertThat(shareLobed(Leukocyte.LYMPHOCYTE)).isZero();
    assertThat(shareLobed(Leukocyte.MONOCYTE)).isLessThan(0.2);
  }

  @Test
  void neutrophilNucleiFillTheirBoxLeast() {
    double neutrophil = mean(Leukocyte.NEUTROPHIL, LeukocyteTraitsTest::extent);
    double monocyte = mean(Leukocyte.MONOCYTE, LeukocyteTraitsTest::extent);
    double lymphocyte = mean(Leukocyte.LYMPHOCYTE, LeukocyteTraitsTest::extent);
    assertThat(neutrophil).isLessThan(monocyte);
    assertThat(monocyte).isLessThan(lymphocyte);
  }

  @Test
  void lymphocytesAreSmallestAndMostlyNucleus() {
    assertThat(mean(Leukocyte.LYMPHOCYTE, smear -> cell(smear).cell().area()))
        .isLessThan(0.75 * mean(Leukocyte.NEUTROPHIL, smear -> cell(smear).cell().area()));
    assertThat(mean(Leukocyte.LYMPHOCYTE, LeukocyteTraitsTest::nuclearShare))
        .isGreaterThan(0.65)
        .isGreaterThan(mean(Leukocyte.NEUTROPHIL, LeukocyteTraitsTest::nuclearShare) + 0.2);
  }

  @Test
  void monocytesAreLargestButSizesOverlap() {
    double[] monocytes = areas(Leukocyte.MONOCYTE);
    double[] neutrophils = areas(Leukocyte.NEUTROPHIL);
    double[] lymphocytes = areas(Leukocyte.LYMPHOCYTE);
    assertThat(monocytes[CELLS / 2]).isGreaterThan(1.2 * neutrophils[CELLS / 2]);
    assertThat(monocytes[0]).isLessThan(neutrophils[CELLS - 1]);
    assertThat(lymphocytes[CELLS - 1]).isGreaterThan(neutrophils[0]);
  }

  @Test
  void eosinophilsAreRedAndLymphocytesBlueAroundTheNucleus() {
    double eosinophil = mean(Leukocyte.EOSINOPHIL, LeukocyteTraitsTest::redness);
    double neutrophil = mean(Leukocyte.NEUTROPHIL, LeukocyteTraitsTest::redness);
    double monocyte = mean(Leukocyte.MONOCYTE, LeukocyteTraitsTest::redness);
    double lymphocyte = mean(Leukocyte.LYMPHOCYTE, LeukocyteTraitsTest::redness);
    assertThat(eosinophil).isGreaterThan(neutrophil + 10);
    assertThat(neutrophil).isGreaterThan(monocyte + 10);
    assertThat(neutrophil).isGreaterThan(lymphocyte + 10);
  }

  @Test
  void granulesHideTheNucleusOfBasophils() {
    double basophil = mean(Leukocyte.BASOPHIL, LeukocyteTraitsTest::contrastOfNucleus);
    double neutrophil = mean(Leukocyte.NEUTROPHIL, LeukocyteTraitsTest::contrastOfNucleus);
    assertThat(basophil).isLessThan(0.5 * neutrophil);
  }

  private static WhiteCell cell(SyntheticSmear smear) {
    return smear.whiteCells().get(0);
  }

  private static double nuclearShare(SyntheticSmear smear) {
    return (double) cell(smear).nucleus().area() / cell(smear).cell().area();
  }

  private static double extent(SyntheticSmear smear) {
    Box box = cell(smear).nucleus().bounds();
    return (double) cell(smear).nucleus().area() / (box.width() * box.height());
  }

  /** Mean red less mean blue of the cytoplasm. */
  private static double redness(SyntheticSmear smear) {
    return channel(smear, 16, false) - channel(smear, 0, false);
  }

  private static double contrastOfNucleus(SyntheticSmear smear) {
    return channel(smear, 8, false) - channel(smear, 8, true);
  }

  private static double channel(SyntheticSmear smear, int shift, boolean nuclear) {
    CellMask mask = cell(smear).cell();
    CellMask nucleus = cell(smear).nucleus();
    Box box = mask.bounds();
    double sum = 0;
    int count = 0;
    for (int y = box.y(); y < box.y() + box.height(); y++) {
      for (int x = box.x(); x < box.x() + box.width(); x++) {
        if (mask.contains(x, y) && nucleus.contains(x, y) == nuclear) {
          sum += smear.image().rgb(x, y) >> shift & 0xff;
          count++;
        }
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private static double mean(Leukocyte type, ToDoubleFunction<SyntheticSmear> measure) {
    return cells(type, measure).average().orElseThrow();
  }

  private static double[] areas(Leukocyte type) {
    return cells(type, smear -> cell(smear).cell().area()).sorted().toArray();
  }

  private static double shareLobed(Leukocyte type) {
    return cells(type, smear -> parts(cell(smear).nucleus()) >= 2 ? 1 : 0).average().orElseThrow();
  }

  private static DoubleStream cells(Leukocyte type, ToDoubleFunction<SyntheticSmear> measure) {
    return DRAWN.computeIfAbsent(type, LeukocyteTraitsTest::drawn).stream().mapToDouble(measure);
  }

  private static List<SyntheticSmear> drawn(Leukocyte type) {
    return IntStream.range(0, CELLS)
        .mapToObj(seed -> BloodSmears.cell(type, FRAMING, seed))
        .toList();
  }

  /** The number of parts of a mask whose edge is worn away, which breaks thin bridges. */
  private static int parts(CellMask mask) {
    int wear = (int) Math.round(EROSION_MICROMETRES * FRAMING.pixelsPerMicrometre());
    Set<Integer> left = worn(mask, wear);
    int parts = 0;
    while (!left.isEmpty()) {
      Deque<Integer> open = new ArrayDeque<>(Set.of(left.iterator().next()));
      left.removeAll(open);
      while (!open.isEmpty()) {
        int at = open.pop();
        for (int next : new int[] {at - 1, at + 1, at - FRAMING.width(), at + FRAMING.width()}) {
          if (left.remove(next)) {
            open.push(next);
          }
        }
      }
      parts++;
    }
    return parts;
  }

  private static Set<Integer> worn(CellMask mask, int wear) {
    Set<Integer> left = new HashSet<>();
    Box box = mask.bounds();
    for (int y = box.y(); y < box.y() + box.height(); y++) {
      for (int x = box.x(); x < box.x() + box.width(); x++) {
        if (deepInside(mask, x, y, wear)) {
          left.add(y * FRAMING.width() + x);
        }
      }
    }
    return left;
  }

  private static boolean deepInside(CellMask mask, int x, int y, int wear) {
    for (int dy = -wear; dy <= wear; dy++) {
      for (int dx = -wear; dx <= wear; dx++) {
        if (dx * dx + dy * dy <= wear * wear && !mask.contains(x + dx, y + dy)) {
          return false;
        }
      }
    }
    return true;
  }
}
