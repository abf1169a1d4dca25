package io.cellclass.dl4j;

import io.cellclass.ClassifierEngine;
import java.io.IOException;
import java.nio.file.Path;

/** Deeplearning4j, as {@link io.cellclass.Classifier#load} finds it. */
public final class Dl4jEngine implements ClassifierEngine {
  static final int SPEED = 20;

  /** For {@link java.util.ServiceLoader}. */
  public Dl4jEngine() {}

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public int speed() {
    return SPEED;
  }

  @Override
  public Dl4jClassifier load(Path bundle) throws IOException {
    return Dl4jClassifier.load(bundle);
  }
}
