package io.cellclass.benchmarks;

import io.cellclass.RgbImage;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.Framing;
import io.cellclass.testkit.Leukocyte;
import java.util.List;
import java.util.stream.IntStream;

/** The drawn cells that are classified: the five types in turn, always the same. */
final class Pictures {
  /** 360x363 pixels, as many public image sets have. */
  static final Framing USUAL = new Framing(360, 363, 10);

  /** Exactly the network's input, so that hardly anything is left to be done before it. */
  static final Framing EXACT = Framing.singleCell(PaperNetwork.SIZE);

  private Pictures() {}

  static List<RgbImage> of(Framing framing, int count) {
    Leukocyte[] types = Leukocyte.values();
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(i -> BloodSmears.cell(types[i % types.length], framing, i).image())
        .toList();
  }
}
