package io.cellclass.wbc;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.Sample;
import io.cellclass.dl4j.Dl4jClassifier;
import io.cellclass.dl4j.MultiDepthTrainer;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.network.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Trains this module's resource on all images of {@code ../shared/data/pbc}, with every setting at
 * its default. Its name keeps it out of ordinary test runs; docs/models.md has the command.
 */
final class WbcModelGenerator {
  private static final Path RESOURCE =
      Path.of("src", "main", "resources", "io", "cellclass", "wbc", WbcModel.RESOURCE);

  @Test
  void writeResource() throws IOException {
    Files.createDirectories(RESOURCE.getParent());
    generate(SharedFiles.require("data/pbc/train"), SharedFiles.require("data/pbc/val"), RESOURCE);
  }

  /** Learns from both folders; the trainer decides nothing by the validation images. */
  static void generate(Path train, Path val, Path bundle) throws IOException {
    List<Sample> all = new ArrayList<>();
    Dataset learnt = Datasets.folders(train);
    Dataset more = Datasets.folders(val);
    learnt.samples().forEach(sample -> all.add(named("train/", sample)));
    more.samples().forEach(sample -> all.add(named("val/", sample)));
    try (Dl4jClassifier classifier =
        MultiDepthTrainer.builder(InceptionWeights.load())
            .build()
            .train(Datasets.of(learnt.labels(), all), more)
            .classifier()) {
      classifier.bundle().writeCompact(bundle);
    }
  }

  private static Sample named(String folder, Sample sample) {
    ImageSource source = sample.source();
    return new Sample(folder + sample.id(), sample.label(), source);
  }
}
