package io.cellclass.examples.classifyonly;

import io.cellclass.Classifier;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Says what images show: {@code ClassifyOnly model.cellclass cell.png...}. */
public final class ClassifyOnly {
  private ClassifyOnly() {}

  /** Prints a line for each image: the file, the label and its probability. */
  public static void main(String[] args) throws IOException {
    try (Classifier classifier = Classifier.load(Path.of(args[0]))) {
      for (String file : Arrays.asList(args).subList(1, args.length)) {
        Prediction prediction = classifier.classify(RgbImage.read(Path.of(file)));
        System.out.printf("%s %s %.3f%n", file, prediction.label().name(), prediction.confidence());
      }
    }
  }
}
