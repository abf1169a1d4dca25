package io.cellclass.dl4j;

import io.cellclass.EpochSummary;
import io.cellclass.network.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metadata of a checkpoint: all that is no row of parameters, as text. */
final class CheckpointText {
  private static final String FORMAT = "format";
  private static final String FORMAT_NAME = "cellclass checkpoint";
  private static final String VERSION = "version";
  private static final String FIRST_VERSION = "1";
  private static final String STEPS = "steps";
  private static final String RATE = "rate";
  private static final String STOPPING = "stopping";
  private static final String HISTORY = "history";
  private static final String SETTING = "setting/";

  private CheckpointText() {}

  static Map<String, String> of(Map<String, String> settings, TrainingState state) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(FORMAT, FORMAT_NAME);
    metadata.put(VERSION, FIRST_VERSION);
    metadata.put(STEPS, joined(state.steps()));
    RateState rate = state.rate();
    metadata.put(
        RATE, joined(rate.epoch(), rate.rate(), rate.lowestLoss(), rate.epochsSinceLowest()));
    StoppingState stopping = state.stopping();
    metadata.put(
        STOPPING,
        joined(
            stopping.bestEpoch(),
            stopping.accuracy(),
            stopping.loss(),
            stopping.epochsSinceBetter()));
    metadata.put(
        HISTORY,
        state.history().stream().map(CheckpointText::line).collect(Collectors.joining("\n")));
    settings.forEach((name, value) -> metadata.put(SETTING + name, value));
    return metadata;
  }

  private static String line(EpochSummary epoch) {
    return joined(
        epoch.epoch(),
        epoch.trainingLoss(),
        epoch.trainingAccuracy(),
        epoch.validationLoss(),
        epoch.validationAccuracy(),
        epoch.learningRate(),
        epoch.seconds());
  }

  private static String joined(Number... numbers) {
    return Stream.of(numbers).map(Number::toString).collect(Collectors.joining(" "));
  }

  /** Takes an entry out of the metadata, which must be there. */
  static String take(Map<String, String> metadata, String key) {
    String text = metadata.remove(key);
    if (text == null) {
      throw new IllegalArgumentException("the metadata " + key + " is missing");
    }
    return text;
  }

  /**
   * The checkpoint of this metadata and these rows.
   *
   * @throws IllegalArgumentException if an entry is missing, unknown or malformed, or they do not
   *     fit each other
   */
  static CheckpointFile parse(
      Map<String, String> metadata, Tensor parameters, Tensor best, Map<String, Tensor> optimizer) {
    requireEqual(FORMAT, FORMAT_NAME, take(metadata, FORMAT));
    requireEqual(VERSION, FIRST_VERSION, take(metadata, VERSION));
    Numbers steps = new Numbers(STEPS, take(metadata, STEPS));
    Numbers rate = new Numbers(RATE, take(metadata, RATE));
    Numbers stopping = new Numbers(STOPPING, take(metadata, STOPPING));
    TrainingState state =
        new TrainingState(
            steps.integer(),
            new RateState(rate.integer(), rate.real(), rate.real(), rate.integer()),
            new StoppingState(
                stopping.integer(), stopping.real(), stopping.real(), stopping.integer()),
            history(take(metadata, HISTORY)),
            parameters,
            best,
            optimizer);
    steps.end();
    rate.end();
    stopping.end();
    requireFitting(state);
    return new CheckpointFile(settings(metadata), state);
  }

  private static List<EpochSummary> history(String text) {
    List<EpochSummary> history = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Numbers numbers = new Numbers(HISTORY, line);
      EpochSummary epoch =
          new EpochSummary(
              numbers.integer(),
              numbers.real(),
              numbers.real(),
              numbers.real(),
              numbers.real(),
              numbers.real(),
              numbers.real());
      numbers.end();
      history.add(epoch);
      requireEqual(HISTORY, Integer.toString(history.size()), Integer.toString(epoch.epoch()));
    }
    return history;
  }

  private static void requireFitting(TrainingState state) {
    int epochs = state.history().size();
    requireEqual(RATE, Integer.toString(epochs + 1), Integer.toString(state.rate().epoch()));
    if (state.stopping().bestEpoch() < 0 || state.stopping().bestEpoch() > epochs) {
      throw new IllegalArgumentException(
          "expected an epoch up to " + epochs + " as the best, not " + state.stopping());
    }
    List<Tensor> rows = new ArrayList<>(state.optimizer().values());
    rows.add(state.best());
    for (Tensor row : rows) {
      if (!row.shape().equals(state.parameters().shape())) {
        throw new IllegalArgumentException(
            "expected " + state.parameters() + " as for the parameters, found " + row);
      }
    }
  }

  private static Map<String, String> settings(Map<String, String> metadata) {
    Map<String, String> settings = new TreeMap<>();
    metadata.forEach(
        (key, value) -> {
          if (!key.startsWith(SETTING)) {
            throw new IllegalArgumentException("expected no metadata " + key);
          }
          settings.put(key.substring(SETTING.length()), value);
        });
    return settings;
  }

  private static void requireEqual(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          "expected " + what + " to be " + expected + ", found " + found);
    }
  }

  /** The numbers of a line, each as Java writes it. */
  private static final class Numbers {
    private final String what;
    private final String line;
    private final Iterator<String> parts;

    Numbers(String what, String line) {
      this.what = what;
      this.line = line;
      this.parts = List.of(line.split(" ", -1)).iterator();
    }

    int integer() {
      String text = next();
      int value = Integer.parseInt(text);
      requireEqual(what, Integer.toString(value), text);
      return value;
    }

    double real() {
      String text = next();
      double value = Double.parseDouble(text);
      requireEqual(what, Double.toString(value), text);
      return value;
    }

    private String next() {
      if (!parts.hasNext()) {
        throw new IllegalArgumentException("expected more numbers in " + what + ": " + line);
      }
      return parts.next();
    }

    void end() {
      if (parts.hasNext()) {
        throw new IllegalArgumentException("expected fewer numbers in " + what + ": " + line);
      }
    }
  }
}
