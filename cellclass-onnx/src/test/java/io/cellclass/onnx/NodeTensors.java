package io.cellclass.onnx;

import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes what {@code src/test/node/compare.mjs} compares with: tensors, and what is made of them.
 */
public final class NodeTensors {
  private static final int IMAGES = 100;

  private NodeTensors() {}

  /**
   * Writes {@code inputs.f32} and {@code probabilities.json}.
   *
   * @param args an exported file, a folder of images, and the folder to write to
   */
  public static void main(String[] args) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(args[1]))) {
      files = all.filter(file -> file.toString().matches(".*\\.(jpg|png|bmp)")).sorted().toList();
    }
    Path folder = Path.of(args[2]);
    List<String> rows = new ArrayList<>();
    try (OnnxClassifier classifier = OnnxClassifier.load(Path.of(args[0]));
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("inputs.f32"))))) {
      int step = Math.max(1, files.size() / IMAGES);
      for (int i = 0; i < files.size(); i += step) {
        RgbImage image = RgbImage.read(files.get(i));
        for (float value : classifier.metadata().preprocessing().apply(image)) {
          out.writeInt(Integer.reverseBytes(Float.floatToRawIntBits(value)));
        }
        rows.add(row(classifier.labels().asList(), classifier.classify(image)));
      }
    }
    Files.writeString(folder.resolve("probabilities.json"), rows.toString());
  }

  private static String row(List<Label> labels, Prediction prediction) {
    return labels.stream().map(prediction::probability).toList().toString();
  }
}
