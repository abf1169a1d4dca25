package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Evaluation;
import io.cellclass.Sample;
import io.cellclass.network.SharedFiles;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The baselines on microscope images; skipped where they are not. */
class RealBaselineTest {
  @Test
  void morphologyTellsFiveTypesOfOneLaboratoryApart() throws IOException {
    Dataset training = Datasets.csv(SharedFiles.require("data/pbc/paper-5x50.csv"));
    Dataset all = Datasets.folders(SharedFiles.require("data/pbc/val"));
    List<Sample> known =
        all.samples().stream().filter(s -> training.labels().contains(s.label())).toList();
    // Of each type every fourth: as many of each, in a quarter of the time.
    Dataset unseen =
        Datasets.of(
            training.labels(),
            IntStream.range(0, known.size()).filter(i -> i % 4 == 0).mapToObj(known::get).toList());
    try (MorphologyClassifier classifier =
        MorphologyTrainer.of(1).train(training, unseen).classifier()) {
      // What features drawn up with less care reach; this found 0.978.
      assertThat(Evaluation.of(classifier, unseen).accuracy()).isGreaterThan(0.93);
    }
    try (Dl4jClassifier guess = MajorityTrainer.of(1).train(training, unseen).classifier()) {
      assertThat(Evaluation.of(guess, unseen).accuracy()).isEqualTo(0.2);
    }
  }
}
