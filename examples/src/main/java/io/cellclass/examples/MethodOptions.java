package io.cellclass.examples;

import io.cellclass.Classifier;
import io.cellclass.Explainer;
import io.cellclass.Label;
import io.cellclass.explain.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how, where in the network and for which label evidence is looked for. */
@SuppressWarnings("NullAway.Init") // picocli sets the command.
final class MethodOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description =
          "How: contributions, grad-cam, grad-cam++, layer-cam, hirescam, eigen-cam,"
              + " integrated-gradients, occlusion or rise (contributions).")
  private @Nullable String method;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description =
          "The layer that one of the -cam methods looks at, such as mixed4 (the deepest).")
  private @Nullable String layer;

  @Option(
      names = "--target",
      paramLabel = "LABEL",
      description = "The label to explain, in place of the one that each image is given.")
  private @Nullable String target;

  /** The method that is named, or else the standard one. */
  Method method() {
    if (method == null) {
      return Method.standard();
    }
    String wanted = method.toLowerCase(Locale.ROOT);
    return Arrays.stream(Method.values())
        .filter(known -> known.id().equals(wanted))
        .findFirst()
        .orElseThrow(() -> misuse("--method must be one of " + ids() + ", not " + method));
  }

  private static String ids() {
    return Arrays.stream(Method.values()).map(Method::id).collect(Collectors.joining(", "));
  }

  Explainer explainer(Classifier classifier) {
    Method chosen = method();
    try {
      return layer == null ? chosen.explainer(classifier) : chosen.explainer(classifier, layer);
    } catch (IllegalArgumentException problem) {
      throw misuse((layer == null ? "--method: " : "--layer: ") + problem.getMessage());
    }
  }

  /** The label to explain; null for the one that each image is given. */
  @Nullable Label target(Classifier classifier) {
    if (target == null) {
      return null;
    }
    Label label = new Label(target);
    if (!classifier.labels().contains(label)) {
      throw misuse("--target must be one of " + classifier.labels() + ", not " + target);
    }
    return label;
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
