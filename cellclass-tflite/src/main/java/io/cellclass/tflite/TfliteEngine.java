package io.cellclass.tflite;

import io.cellclass.ClassifierEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** TensorFlow Lite, as {@link io.cellclass.Classifier#load} finds it. */
public final class TfliteEngine implements ClassifierEngine {
  /** For {@link java.util.ServiceLoader}. */
  public TfliteEngine() {}

  @Override
  public String name() {
    return "tflite";
  }

  /** That of float32, which a bundle has; files of 8 bits are faster. */
  @Override
  public int speed() {
    return 12;
  }

  @Override
  public Set<String> formats() {
    return Set.of(BUNDLE, "tflite");
  }

  @Override
  public TfliteClassifier load(Path file) throws IOException {
    return TfliteClassifier.load(file);
  }
}
