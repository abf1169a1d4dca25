package io.cellclass.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How results are written that come one by one, so that each is a record of its own. */
enum LineFormat {
  /** Comma-separated values (RFC 4180), under a line with their names. */
  CSV(".csv") {
    @Override
    String header(LabelSet labels) {
      List<String> names = new ArrayList<>(List.of("file", "label", "confidence"));
      labels.forEach(label -> names.add("p_" + label.name()));
      return row(names);
    }

    @Override
    String record(ClassifiedFile file, LabelSet labels, @Nullable Double leastConfidence) {
      List<String> fields = new ArrayList<>();
      fields.add(file.file().toString());
      fields.add(
          file.prediction()
              .label(leastConfidence == null ? 0 : leastConfidence)
              .map(Label::name)
              .orElse("uncertain"));
      fields.add(probability(file.prediction().confidence()));
      labels.forEach(label -> fields.add(probability(file.prediction().probability(label))));
      return row(fields);
    }

    @Override
    boolean endsRecord(boolean betweenQuotes) {
      return !betweenQuotes;
    }

    @Override
    String file(String record) {
      if (!record.startsWith("\"")) {
        return record.substring(0, Math.max(0, record.indexOf(',')));
      }
      int end = 1;
      while (record.startsWith("\"\"", end) || record.charAt(end) != '"') {
        end += record.charAt(end) == '"' ? 2 : 1;
      }
      return record.substring(1, end).replace("\"\"", "\"");
    }
  },

  /** An object of JSON on each line. */
  JSON_LINES(".jsonl") {
    @Override
    String header(LabelSet labels) {
      return "";
    }

    @Override
    String record(ClassifiedFile file, LabelSet labels, @Nullable Double leastConfidence)
        throws IOException {
      ObjectNode node = JsonReports.classification(file, labels, leastConfidence);
      return JSON.writeValueAsString(node) + "\n";
    }

    @Override
    boolean endsRecord(boolean betweenQuotes) {
      return true;
    }

    @Override
    String file(String record) throws IOException {
      try {
        JsonNode file = JSON.readTree(record).get("file");
        return file == null ? "" : file.asText();
      } catch (JsonProcessingException e) {
        throw new IOException("expected an object of JSON, found " + record, e);
      }
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String ending;

  LineFormat(String ending) {
    this.ending = ending;
  }

  /** The ending of such files, with the dot. */
  String ending() {
    return ending;
  }

  /** What stands before all records, with the end of its line. */
  abstract String header(LabelSet labels);

  /** What was said of a file, with the end of its line. */
  abstract String record(ClassifiedFile file, LabelSet labels, @Nullable Double leastConfidence)
      throws IOException;

  /** Whether a line feed ends a record where so far quotes were opened and not closed. */
  abstract boolean endsRecord(boolean betweenQuotes);

  /** The file that a record is of. */
  abstract String file(String record) throws IOException;

  /** As many digits as a probability in float32 has. */
  private static String probability(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static String row(List<String> fields) {
    return fields.stream().map(LineFormat::field).collect(Collectors.joining(",")) + "\n";
  }

  private static String field(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
