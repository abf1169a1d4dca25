package io.cellclass.dl4j;

import io.cellclass.Dataset;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Provenance;
import io.cellclass.network.Preprocessing;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What every trainer here checks before, and writes down after a training. */
final class TrainingRecord {
  private static final String ENVIRONMENT = "environment ";

  private TrainingRecord() {}

  /** Refuses data that nothing can be learnt from. */
  static void requireTrainable(Dataset training, Dataset validation) {
    TrainingTime.requireReadable();
    if (!training.labels().equals(validation.labels())) {
      throw new IllegalArgumentException(
          "the validation data must have the labels "
              + training.labels()
              + ", not "
              + validation.labels());
    }
    if (training.labels().size() < 2) {
      throw new IllegalArgumentException(
          "expected at least two labels, found " + training.labels());
    }
    for (Label label : training.labels()) {
      if (training.count(label) == 0) {
        throw new IllegalArgumentException("no training image has the label " + label);
      }
    }
    if (validation.samples().isEmpty()) {
      throw new IllegalArgumentException("expected validation images, found none");
    }
  }

  /** The class of each sample, as a position among the labels. */
  static int[] classes(Dataset data) {
    return data.samples().stream()
        .mapToInt(sample -> data.labels().indexOf(sample.label()))
        .toArray();
  }

  static Provenance provenance(String dataHash, long seed, Map<String, String> settings) {
    Map<String, String> environment = environment();
    for (String property : new String[] {"java.version", "os.name"}) {
      environment.put(property, System.getProperty(property, "unknown"));
    }
    return new Provenance(dataHash, seed, settings, environment, TrainingTime.now());
  }

  /**
   * What a training that goes on from a checkpoint must have in common with the one before: with
   * anything else its weights would be others, or mean something else.
   *
   * @param labels in their order, which is that of the outputs
   */
  static Map<String, String> conditions(
      LabelSet labels,
      Preprocessing preprocessing,
      String dataHash,
      long seed,
      Map<String, String> settings) {
    Map<String, String> conditions = knownConditions(labels, seed, settings);
    conditions.put("preprocessing", preprocessing.toString());
    conditions.put("dataHash", dataHash);
    return conditions;
  }

  /** What of the conditions is known before any image is read. */
  static Map<String, String> knownConditions(
      LabelSet labels, long seed, Map<String, String> settings) {
    Map<String, String> conditions = new TreeMap<>(settings);
    conditions.put("labels", labels.toString());
    conditions.put("seed", Long.toString(seed));
    environment().forEach((name, value) -> conditions.put(ENVIRONMENT + name, value));
    conditions.put(ENVIRONMENT + "native", nativeBuild());
    return conditions;
  }

  /** What ND4J's native library says about how it was built, as one line. */
  private static String nativeBuild() {
    // The holder is filled by the first use of Nd4j.
    Nd4j.getExecutioner();
    String lines = NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo();
    return lines.strip().replaceAll("\\R\\s*", ", ");
  }

  /** The software and machine, as far as the last bits depend on it. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    String version = TrainingRecord.class.getPackage().getImplementationVersion();
    environment.put("cellclass", version == null ? "unpackaged" : version);
    environment.put("engine", "Deeplearning4j");
    environment.put("oneDNN", Boolean.toString(NativeLibrary.hasOneDnn()));
    // With the processors, these decide the order in which sums are made, and so the last bits.
    for (String variable : new String[] {"OMP_NUM_THREADS", "OPENBLAS_CORETYPE"}) {
      environment.put(variable, Objects.requireNonNullElse(System.getenv(variable), "not set"));
    }
    environment.put("os.arch", System.getProperty("os.arch", "unknown"));
    environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return environment;
  }
}
