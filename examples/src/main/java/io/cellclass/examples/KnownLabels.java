package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The images whose labels a classifier knows. */
final class KnownLabels {
  private final boolean leaveOutOthers;
  private final Console console;

  /**
   * Looks at labels.
   *
   * @param leaveOutOthers whether images with other labels are left out, and no failure
   */
  KnownLabels(boolean leaveOutOthers, Console console) {
    this.leaveOutOthers = leaveOutOthers;
    this.console = console;
  }

  /**
   * The images whose labels this classifier knows.
   *
   * @throws IOException if that is not all, and they may not be left out, or that is none
   */
  Dataset of(Dataset images, Path file, Classifier classifier) throws IOException {
    LabelSet labels = classifier.labels();
    TreeMap<String, Long> unknown =
        images.samples().stream()
            .filter(sample -> !labels.contains(sample.label()))
            .collect(
                Collectors.groupingBy(
                    sample -> sample.label().name(), TreeMap::new, Collectors.counting()));
    if (unknown.isEmpty()) {
      return images;
    }
    if (!leaveOutOthers) {
      throw new IOException(
          "the data has labels that "
              + file
              + " does not know: "
              + unknown.keySet()
              + ", expected only "
              + labels
              + "; --ignore-unknown-labels leaves them out");
    }
    console.print("Left out, with labels that " + file + " does not know: " + unknown);
    Dataset known = images.where(sample -> labels.contains(sample.label()));
    if (known.size() == 0) {
      throw new IOException("no image has a label that " + file + " knows: " + labels);
    }
    return known;
  }
}
