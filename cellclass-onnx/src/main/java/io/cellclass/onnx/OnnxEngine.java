package io.cellclass.onnx;

import io.cellclass.ClassifierEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** ONNX Runtime, as {@link io.cellclass.Classifier#load} finds it. */
public final class OnnxEngine implements ClassifierEngine {
  static final int SPEED = 29;

  /** For {@link java.util.ServiceLoader}. */
  public OnnxEngine() {}

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public int speed() {
    return SPEED;
  }

  @Override
  public Set<String> formats() {
    return Set.of(BUNDLE, "onnx");
  }

  @Override
  public OnnxClassifier load(Path file) throws IOException {
    return OnnxClassifier.load(file);
  }
}
