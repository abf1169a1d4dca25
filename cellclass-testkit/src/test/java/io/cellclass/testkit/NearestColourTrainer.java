package io.cellclass.testkit;

import io.cellclass.Dataset;
import io.cellclass.EpochSummary;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/**
 * Learns the mean colour of the middle of each class's images: the least that passes as a trainer.
 */
final class NearestColourTrainer implements Trainer<FakeClassifier> {
  private final long seed;

  NearestColourTrainer(long seed) {
    this.seed = seed;
  }

  @Override
  public TrainingResult<FakeClassifier> train(
      Dataset training, Dataset validation, TrainingListener listener) throws IOException {
    check(training, validation);
    double[][] means = means(training);
    LabelSet labels = training.labels();
    FakeClassifier classifier =
        FakeClassifier.of(labels, image -> probabilities(means, image))
            .withProvenance(
                new Provenance(
                    hash(training, validation), seed, Map.of(), Map.of(), Instant.EPOCH));
    EpochSummary summary =
        new EpochSummary(
            1,
            loss(classifier, training),
            accuracy(classifier, training),
            loss(classifier, validation),
            accuracy(classifier, validation),
            0,
            0);
    listener.epochEnded(summary);
    return new TrainingResult<>(classifier, List.of(summary));
  }

  private static void check(Dataset training, Dataset validation) {
    boolean labelWithoutImage =
        training.labels().asList().stream().anyMatch(label -> training.count(label) == 0);
    if (labelWithoutImage
        || validation.size() == 0
        || !training.labels().equals(validation.labels())) {
      throw new IllegalArgumentException("expected images of every label, under the same labels");
    }
  }

  private static double[][] means(Dataset training) throws IOException {
    double[][] means = new double[training.labels().size()][3];
    for (Sample sample : training.samples()) {
      double[] colour = colour(sample.image());
      double[] mean = means[training.labels().indexOf(sample.label())];
      for (int i = 0; i < 3; i++) {
        mean[i] += colour[i] / training.count(sample.label());
      }
    }
    return means;
  }

  // Of a disc about as large as a cell.
  private static double[] colour(RgbImage image) {
    double[] sum = new double[3];
    int count = 0;
    double reach = 0.16 * image.width();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (Math.hypot(x - image.width() / 2.0, y - image.height() / 2.0) <= reach) {
          int rgb = image.rgb(x, y);
          sum[0] += rgb >> 16 & 0xff;
          sum[1] += rgb >> 8 & 0xff;
          sum[2] += rgb & 0xff;
          count++;
        }
      }
    }
    return new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
  }

  private static float[] probabilities(double[][] means, RgbImage image) {
    double[] colour = colour(image);
    double[] weights = new double[means.length];
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      double squared = 0;
      for (int j = 0; j < 3; j++) {
        squared += (colour[j] - means[i][j]) * (colour[j] - means[i][j]);
      }
      weights[i] = 1 / (1 + squared);
      sum += weights[i];
    }
    float[] probabilities = new float[means.length];
    for (int i = 0; i < means.length; i++) {
      probabilities[i] = (float) (weights[i] / sum);
    }
    return probabilities;
  }

  private static double loss(FakeClassifier classifier, Dataset dataset) throws IOException {
    double loss = 0;
    for (Sample sample : dataset.samples()) {
      loss -= Math.log(classifier.classify(sample.image()).probability(sample.label()));
    }
    return loss / dataset.size();
  }

  private static double accuracy(FakeClassifier classifier, Dataset dataset) throws IOException {
    int right = 0;
    for (Sample sample : dataset.samples()) {
      Label found = classifier.classify(sample.image()).label();
      right += found.equals(sample.label()) ? 1 : 0;
    }
    return (double) right / dataset.size();
  }

  private static String hash(Dataset training, Dataset validation) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Dataset dataset : List.of(training, validation)) {
        for (Sample sample : dataset.samples()) {
          digest.update(ByteBuffer.allocate(4).putInt(0, sample.image().hashCode()));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      return Assertions.fail("every JDK has SHA-256", e);
    }
  }
}
