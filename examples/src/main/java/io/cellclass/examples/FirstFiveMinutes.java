package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.ClassifierEngine;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Evaluation;
import io.cellclass.Explanation;
import io.cellclass.RgbImage;
import io.cellclass.Split;
import io.cellclass.dl4j.MultiDepthTrainer;
import io.cellclass.explain.Method;
import io.cellclass.explain.picture.ExplanationPicture;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.wbc.WbcModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The code of the README: learns from the folder {@code my-cells}, which has a folder of images per
 * class, classifies {@code cell.png}, and explains it.
 */
public final class FirstFiveMinutes {
  private FirstFiveMinutes() {}

  /** Classifies with the ready model, trains, classifies, explains. */
  public static void main(String[] args) throws IOException {
    ready();
    train();
    classify();
    explain();
  }

  private static void ready() throws IOException {
    // snippet: ready
    try (var classifier = WbcModel.load()) {
      System.out.println(classifier.classify(RgbImage.read(Path.of("cell.png"))).label());
    }
    // end of snippet
  }

  private static void train() throws IOException {
    // snippet: train
    Dataset cells = Datasets.folders(Path.of("my-cells"));
    Split split = Split.stratified(cells, 0.2, 42);
    var trainer = MultiDepthTrainer.builder(InceptionWeights.load()).build();
    try (var classifier = trainer.train(split.training(), split.validation()).classifier()) {
      Evaluation evaluation = Evaluation.of(classifier, split.validation());
      System.out.printf(
          "%.1f %% of the validation images are right%n", 100 * evaluation.accuracy());
      classifier.save(Path.of("wbc.cellclass"));
    }
    // end of snippet
  }

  private static void classify() throws IOException {
    // snippet: classify
    try (var classifier = Classifier.load(Path.of("wbc.cellclass"))) {
      System.out.println(classifier.classify(RgbImage.read(Path.of("cell.png"))).label());
    }
    // end of snippet
  }

  private static void explain() throws IOException {
    // snippet: explain
    // The engine that gives gradients.
    try (var classifier = WbcModel.load(ClassifierEngine.named("dl4j"))) {
      RgbImage image = RgbImage.read(Path.of("cell.png"));
      Explanation explanation = Method.standard().explainer(classifier).explain(image);
      Files.write(Path.of("explained.png"), ExplanationPicture.of(image, explanation).png());
    }
    // end of snippet
  }
}
