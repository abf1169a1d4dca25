package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.deeplearning4j.datasets.datavec.RecordReaderDataSetIterator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class DatasetRecordReaderTest {
  private static final LabelSet LABELS = LabelSet.of("dark", "bright");

  /** Three images of one colour, so that every value is known. */
  private static final Dataset DATASET =
      Datasets.of(
          LABELS,
          List.of(sample("a", "dark", 0), sample("b", "bright", 255), sample("c", "dark", 51)));

  private final DatasetRecordReader reader =
      new DatasetRecordReader(DATASET, new Preprocessing(new WholeImage(), 2, ValueRange.UNIT));

  private static Sample sample(String id, String label, int grey) {
    byte[] bytes = new byte[4 * 4 * 3];
    java.util.Arrays.fill(bytes, (byte) grey);
    return new Sample(id, new Label(label), ImageSource.of(id, RgbImage.of(4, 4, bytes)));
  }

  @Test
  void deeplearning4jsIteratorMakesMiniBatchesOfIt() {
    RecordReaderDataSetIterator batches =
        new RecordReaderDataSetIterator(reader, 2, 1, LABELS.size());

    DataSet first = batches.next();
    assertThat(first.getFeatures().shape()).containsExactly(2, 2, 2, 3);
    assertThat(first.getFeatures().slice(0).meanNumber().doubleValue()).isZero();
    assertThat(first.getFeatures().slice(1).meanNumber().doubleValue()).isEqualTo(1);
    assertThat(first.getLabels().toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 0}, {0, 1}});

    DataSet second = batches.next();
    assertThat(second.getFeatures().shape()).containsExactly(1, 2, 2, 3);
    assertThat(second.getFeatures().getFloat(0)).isEqualTo(51 * (1f / 255));
    assertThat(batches.hasNext()).isFalse();
  }

  @Test
  void startsAgainAfterReset() {
    List<Object> labels = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      reader.reset();
      while (reader.hasNext()) {
        labels.add(reader.next().get(1).toInt());
      }
    }
    assertThat(labels).containsExactly(0, 1, 0, 0, 1, 0);
    assertThat(reader.getLabels()).containsExactly("dark", "bright");
  }

  @Test
  void endsBehindTheLastImage() {
    DATASET.samples().forEach(sample -> reader.next());
    assertThatThrownBy(reader::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("3 images");
  }
}
