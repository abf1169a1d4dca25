package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Dataset;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BloodSmearsTest {
  private static final Framing SMALL = Framing.singleCell(90);

  @ParameterizedTest
  @EnumSource(Leukocyte.class)
  void theSameSeedGivesTheSameBytesOnAnyThread(Leukocyte type) {
    RgbImage expected = BloodSmears.cell(type, SMALL, 5).image();
    List<RgbImage> found =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> BloodSmears.cell(type, SMALL, 5).image())
            .toList();
    assertThat(found).allMatch(expected::equals);
    assertThat(BloodSmears.cell(type, SMALL, 6).image()).isNotEqualTo(expected);
  }

  // Whoever changes how smears look changes this on purpose; another machine must not.
  @Test
  void theBytesAreTheSameOnEveryMachine() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Leukocyte type : Leukocyte.values()) {
      digest.update(BloodSmears.cell(type, SMALL, 1).image().bytes());
    }
    digest.update(BloodSmears.field(FieldPlan.DEFAULT.withOverlap(0.4), 1).image().bytes());
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("0a18eb3c010dd213f65bc693d3f99996b2853b29e0979db80e8abbcbc14a0c76");
  }

  @Test
  void theDefaultImageShows36Micrometres() {
    SyntheticSmear smear = BloodSmears.cell(Leukocyte.MONOCYTE, 1);
    assertThat(smear.image().width()).isEqualTo(360);
    assertThat(smear.image().height()).isEqualTo(360);
    assertThat(smear.whiteCells().get(0).type()).isEqualTo(Leukocyte.MONOCYTE);
  }

  @Test
  void aFrameTooSmallForACellIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BloodSmears.cell(Leukocyte.NEUTROPHIL, new Framing(100, 99, 9), 1))
        .withMessageContaining("12 by 12");
  }

  @Test
  void theDataSetHoldsAsManyOfEachClass() {
    Dataset dataset = BloodSmears.dataset(3, SMALL, 1);
    assertThat(dataset.labels()).isEqualTo(Leukocyte.labels());
    assertThat(dataset.labels().asList().toString())
        .isEqualTo("[basophil, eosinophil, lymphocyte, monocyte, neutrophil]");
    assertThat(dataset.labels()).allMatch(label -> dataset.count(label) == 3);
    assertThat(dataset.samples()).allMatch(sample -> sample.group().equals(sample.id()));
  }

  @Test
  void samplesAreDrawnAnewEachTimeAndAlike() throws IOException {
    Sample sample = BloodSmears.dataset(1, SMALL, 1).samples().get(4);
    assertThat(sample.image()).isEqualTo(sample.image()).isNotSameAs(sample.image());
  }

  @Test
  void aLargerDataSetStartsWithTheSameImages() throws IOException {
    Dataset small = BloodSmears.dataset(2, SMALL, 1);
    Dataset large = BloodSmears.dataset(4, SMALL, 1);
    for (Sample sample : small.samples()) {
      Sample same = large.where(other -> other.id().equals(sample.id())).samples().get(0);
      assertThat(same.image()).isEqualTo(sample.image());
    }
  }

  @Test
  void noTwoImagesAreAlike() throws IOException {
    Set<RgbImage> seen = new HashSet<>();
    for (int seed = 0; seed < 2; seed++) {
      for (Sample sample : BloodSmears.dataset(5, SMALL, seed).samples()) {
        assertThat(seen.add(sample.image())).isTrue();
      }
    }
  }

  @Test
  void anEmptyDataSetIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> BloodSmears.dataset(0, 1));
  }
}
