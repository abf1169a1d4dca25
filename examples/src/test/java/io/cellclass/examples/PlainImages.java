package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.testkit.FakeClassifier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Images of noise, whose first pixel tells a fake classifier what to say of them. */
final class PlainImages {
  private static final int SIDE = 16;

  private PlainImages() {}

  /** An image that is taken for the label at a position, with a confidence in percent. */
  static Path write(Path file, int predicted, int percent) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    // No two files are alike: an audit would find them.
    SplittableRandom noise = new SplittableRandom(file.getFileName().toString().hashCode());
    for (int i = 0; i < SIDE * SIDE; i++) {
      picture.setRGB(i % SIDE, i / SIDE, noise.nextInt(1 << 24));
    }
    picture.setRGB(0, 0, predicted << 16 | percent << 8);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  /** A file that begins like an image and is none. */
  static Path writeBroken(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(write(file, 0, 50));
    return Files.write(file, Arrays.copyOf(whole, whole.length / 2));
  }

  /** Saves a classifier that reads the colours: their order is that of its labels. */
  static Path model(Path file, String... labels) throws IOException {
    try (Classifier classifier = FakeClassifier.hashing(LabelSet.of(labels))) {
      classifier.save(file);
    }
    return file;
  }

  /** What the colour says: the rest of the confidence is shared by the other labels. */
  static float[] probabilities(RgbImage image, int labels) {
    int rgb = image.rgb(0, 0);
    // Changed copies say more than there is.
    float confidence = Math.min(1, (rgb >> 8 & 0xff) / 100f);
    float[] probabilities = new float[labels];
    Arrays.fill(probabilities, (1 - confidence) / (labels - 1));
    probabilities[Math.min(rgb >> 16, labels - 1)] = confidence;
    return probabilities;
  }
}
