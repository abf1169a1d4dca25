package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which images are meant. */
@SuppressWarnings("NullAway.Init") // picocli sets required options.
final class DataOptions {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|CSV",
      description =
          "The images: a folder per class, or a CSV file with the columns file, label and, if"
              + " wanted, group.")
  private Path data;

  @Option(
      names = "--group-pattern",
      paramLabel = "REGEX",
      converter = PatternConverter.class,
      description =
          "What images of one patient, slide or picture have in common: what the expression's first"
              + " group, or all of it, finds in the file name. They stay together.")
  private @Nullable Pattern groupPattern;

  @Option(
      names = "--leave-out",
      split = ",",
      paramLabel = "LABEL",
      description = "Labels whose images are left out, with commas between.")
  private List<String> leftOut = List.of();

  Path path() {
    return data;
  }

  /** The images, grouped and less the labels that are left out. */
  Dataset read() throws IOException {
    return grouped(withoutLabels(Datasets.open(data)));
  }

  /** Other images, grouped and chosen in the same way. */
  Dataset read(Path other) throws IOException {
    Dataset all = Datasets.open(other);
    Set<Label> unwanted = leftOut.stream().map(Label::new).collect(Collectors.toSet());
    return grouped(all.where(sample -> !unwanted.contains(sample.label())));
  }

  private Dataset withoutLabels(Dataset all) throws IOException {
    if (leftOut.isEmpty()) {
      return all;
    }
    Set<Label> unwanted = leftOut.stream().map(Label::new).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>(leftOut);
    all.labels().forEach(label -> unknown.remove(label.name()));
    if (!unknown.isEmpty()) {
      throw new IOException(
          "--leave-out names labels that no image has: "
              + unknown
              + ", expected some of "
              + all.labels());
    }
    List<Label> kept =
        all.labels().asList().stream().filter(label -> !unwanted.contains(label)).toList();
    Dataset rest = all.where(sample -> !unwanted.contains(sample.label()));
    if (rest.size() == 0) {
      throw new IOException("--leave-out leaves no image");
    }
    return Datasets.of(LabelSet.of(kept), rest.samples());
  }

  private Dataset grouped(Dataset images) {
    return groupPattern == null ? images : images.groupedBy(groupPattern);
  }

  /** Reads a regular expression, and says what is wrong with one in a line. */
  static final class PatternConverter implements ITypeConverter<Pattern> {
    @Override
    public Pattern convert(String value) {
      try {
        return Pattern.compile(value);
      } catch (PatternSyntaxException e) {
        throw new TypeConversionException(
            "expected a regular expression, found " + value + ": " + e.getDescription());
      }
    }
  }
}
