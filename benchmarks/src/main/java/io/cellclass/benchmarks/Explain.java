package io.cellclass.benchmarks;

import io.cellclass.Classifier;
import io.cellclass.ClassifierEngine;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.explain.Method;
import io.cellclass.wbc.WbcModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long an explanation by the standard method takes, and by Grad-CAM of the deepest block,
 * beside a classification: one drawn cell of 360x363 pixels, the ready model, in calls of one
 * image.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {ForkOptions.HEAP, ForkOptions.NATIVE_MEMORY, ForkOptions.PROCESS_MEMORY})
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else.
public class Explain {
  private Classifier classifier;
  private Explainer standard;
  private Explainer gradCam;
  private RgbImage image;

  /** Opens the classifier and draws the image. */
  @Setup
  public void open() {
    classifier = WbcModel.load(ClassifierEngine.named("dl4j"));
    standard = Method.standard().explainer(classifier);
    gradCam = Method.GRAD_CAM.explainer(classifier);
    image = Pictures.of(Pictures.USUAL, 1).get(0);
  }

  /** What an explanation is held against. */
  @Benchmark
  public Prediction classify() {
    return classifier.classify(image);
  }

  /** With a map of the image's size. */
  @Benchmark
  public Explanation standard() {
    return standard.explain(image);
  }

  /** With a map of the image's size. */
  @Benchmark
  public Explanation gradCam() {
    return gradCam.explain(image);
  }

  /** Frees the networks. */
  @TearDown
  public void close() {
    classifier.close();
  }
}
