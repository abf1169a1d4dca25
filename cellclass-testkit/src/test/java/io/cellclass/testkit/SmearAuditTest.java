package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.Leak;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.Split;
import io.cellclass.SplitAudit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmearAuditTest {
  private static final Framing SMALL = Framing.singleCell(120);

  @Test
  void noTwoDrawnCellsAreTakenForOne() throws IOException {
    Split split = Split.stratified(BloodSmears.dataset(10, SMALL, 7), 0.5, 1);

    assertThat(SplitAudit.of(split).leaks()).isEmpty();
  }

  @Test
  void aDrawnCellIsFoundUpsideDown() throws IOException {
    Dataset cells = BloodSmears.dataset(2, SMALL, 7);
    List<Sample> turned = cells.samples().stream().map(SmearAuditTest::turned).toList();
    Dataset none = Datasets.of(cells.labels(), List.of());

    SplitAudit audit = SplitAudit.of(new Split(cells, Datasets.of(cells.labels(), turned), none));

    assertThat(audit.leaks())
        .hasSize(cells.size())
        .allMatch(leak -> leak.kind() == Leak.Kind.NEAR_DUPLICATE)
        .allMatch(leak -> leak.secondId().equals("turned " + leak.firstId()));
  }

  private static Sample turned(Sample sample) {
    String id = "turned " + sample.id();
    return new Sample(
        id,
        sample.label(),
        new ImageSource() {
          @Override
          public String name() {
            return id;
          }

          @Override
          public RgbImage read() throws IOException {
            RgbImage image = sample.image();
            byte[] from = image.bytes();
            byte[] to = new byte[from.length];
            for (int i = 0; i < from.length; i++) {
              to[i] = from[from.length - 3 - i + 2 * (i % 3)];
            }
            return RgbImage.of(image.width(), image.height(), to);
          }
        });
  }
}
