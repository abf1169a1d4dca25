package io.cellclass.tflite;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.network.ModelBundle;
import io.cellclass.network.ValueRange;
import io.cellclass.tflite.TfliteExport.Values;
import io.cellclass.tflite.TfliteExport.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes files of all kinds with inputs and our answers to them, for {@code second-runtime.js}:
 * {@code SecondRuntimeFiles BUNDLE IMAGES FOLDER COUNT}.
 */
final class SecondRuntimeFiles {
  private static final int CALIBRATION = 60;

  private SecondRuntimeFiles() {}

  public static void main(String[] args) throws IOException {
    ModelBundle bundle = ModelBundle.read(Path.of(args[0]));
    Path folder = Files.createDirectories(Path.of(args[2]));
    int count = Integer.parseInt(args[3]);
    List<RgbImage> images = images(bundle, Datasets.folders(Path.of(args[1])), count + CALIBRATION);
    List<RgbImage> calibration = images.subList(0, CALIBRATION);
    List<RgbImage> shown = images.subList(CALIBRATION, images.size());
    for (Weights weights : List.of(Weights.FLOAT32, Weights.FLOAT16, Weights.DYNAMIC)) {
      TfliteExport.write(bundle, file(folder, weights.name()), weights);
    }
    TfliteExport.writeInt8(bundle, file(folder, "int8"), calibration, Values.FLOAT32);
    TfliteExport.writeInt8(bundle, file(folder, "bytes"), calibration, Values.UINT8);
    writeInputs(bundle, shown, folder);
    List<String> labels = bundle.labels().asList().stream().map(Label::name).toList();
    Files.writeString(folder.resolve("labels.txt"), String.join("\n", labels));
    for (String name : List.of("float32", "float16", "dynamic", "int8", "bytes")) {
      writeAnswers(file(folder, name), shown, folder.resolve(name + ".f32"));
    }
  }

  private static Path file(Path folder, String name) {
    return folder.resolve(name.toLowerCase(Locale.ROOT) + ".tflite");
  }

  private static List<RgbImage> images(ModelBundle bundle, Dataset dataset, int count)
      throws IOException {
    List<Sample> samples = new ArrayList<>(dataset.samples());
    Collections.shuffle(samples, new Random(1));
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : samples) {
      if (bundle.labels().contains(sample.label()) && images.size() < count) {
        images.add(sample.image());
      }
    }
    return images;
  }

  private static void writeInputs(ModelBundle bundle, List<RgbImage> images, Path folder)
      throws IOException {
    ValueRange range = bundle.preprocessing().range();
    List<float[]> inputs = images.stream().map(bundle.preprocessing()::apply).toList();
    List<float[]> pixels = new ArrayList<>();
    for (float[] input : inputs) {
      float[] pixel = new float[input.length];
      for (int i = 0; i < pixel.length; i++) {
        pixel[i] = (input[i] - range.low()) / (range.high() - range.low()) * 255;
      }
      pixels.add(pixel);
    }
    write(inputs, folder.resolve("inputs.f32"));
    write(pixels, folder.resolve("pixels.f32"));
  }

  private static void writeAnswers(Path model, List<RgbImage> images, Path file)
      throws IOException {
    List<float[]> answers = new ArrayList<>();
    try (TfliteClassifier classifier = TfliteClassifier.load(model)) {
      for (Prediction prediction : classifier.classify(images)) {
        float[] answer = new float[classifier.labels().size()];
        for (int i = 0; i < answer.length; i++) {
          answer[i] = (float) prediction.probability(classifier.labels().asList().get(i));
        }
        answers.add(answer);
      }
    }
    write(answers, file);
  }

  private static void write(List<float[]> values, Path file) throws IOException {
    int size = values.stream().mapToInt(array -> array.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] array : values) {
      for (float value : array) {
        buffer.putFloat(value);
      }
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    Files.write(file, bytes);
  }
}
