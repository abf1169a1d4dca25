package io.cellclass.segment.count;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cellclass.network.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The counts of a slide as files. Stateless and safe for concurrent use. */
public final class CountTable {
  private CountTable() {}

  /**
   * Writes a line for each field (CSV, RFC 4180, UTF-8) under a header: field, red_cells,
   * white_cells, platelets, rejected, and the types; replaced as a whole if it is there.
   *
   * @throws IOException if the file cannot be written
   */
  public static void writeCsv(Path file, SlideCounts counts) throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> header =
        new ArrayList<>(List.of("field", "red_cells", "white_cells", "platelets", "rejected"));
    counts.types().forEach(type -> header.add(type.type().name()));
    line(text, header);
    for (FieldCounts field : counts.fields()) {
      List<String> row = new ArrayList<>();
      row.add(field.field());
      row.add(String.valueOf(field.redCells()));
      row.add(String.valueOf(field.whiteCells()));
      row.add(String.valueOf(field.platelets()));
      row.add(String.valueOf(field.rejected()));
      field.types().forEach(type -> row.add(String.valueOf(type.count())));
      line(text, row);
    }
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static void line(StringBuilder text, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      text.append(i == 0 ? "" : ",");
      text.append(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
    }
    text.append("\r\n");
  }

  /**
   * Writes an object: {@code fields}, each with its counts; {@code perField}, by kind the total,
   * the mean of a field and its 95 % interval; and, where it is given, {@code differential}, by
   * type the count, the share and its 95 % interval. Replaced as a whole if it is there.
   *
   * @throws IOException if the file cannot be written
   */
  public static void writeJson(Path file, SlideCounts counts, Optional<Differential> differential)
      throws IOException {
    AtomicFile.write(
        file,
        out -> {
          JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
          json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
          json.writeStartObject();
          fields(json, counts);
          perField(json, counts);
          if (differential.isPresent()) {
            differential(json, differential.get());
          }
          json.writeEndObject();
          json.close();
        });
  }

  private static void fields(JsonGenerator json, SlideCounts counts) throws IOException {
    json.writeArrayFieldStart("fields");
    for (FieldCounts field : counts.fields()) {
      json.writeStartObject();
      json.writeStringField("field", field.field());
      json.writeNumberField("redCells", field.redCells());
      json.writeNumberField("whiteCells", field.whiteCells());
      json.writeNumberField("platelets", field.platelets());
      json.writeNumberField("rejected", field.rejected());
      json.writeObjectFieldStart("types");
      for (TypeCount type : field.types()) {
        json.writeNumberField(type.type().name(), type.count());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void perField(JsonGenerator json, SlideCounts counts) throws IOException {
    json.writeObjectFieldStart("perField");
    for (CellKind kind : CellKind.values()) {
      CountInterval interval = counts.perField(kind);
      json.writeObjectFieldStart(name(kind));
      json.writeNumberField("total", counts.total(kind));
      json.writeNumberField("mean", interval.mean());
      json.writeNumberField("low", interval.low());
      json.writeNumberField("high", interval.high());
      json.writeNumberField("dispersion", interval.dispersion());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static String name(CellKind kind) {
    return switch (kind) {
      case RED_CELL -> "redCells";
      case WHITE_CELL -> "whiteCells";
      case PLATELET -> "platelets";
    };
  }

  private static void differential(JsonGenerator json, Differential differential)
      throws IOException {
    json.writeObjectFieldStart("differential");
    for (TypeShare share : differential.shares()) {
      json.writeObjectFieldStart(share.type().name());
      json.writeNumberField("counted", share.counted());
      json.writeNumberField("share", share.share());
      json.writeNumberField("low", share.interval().low());
      json.writeNumberField("high", share.interval().high());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeNumberField("rejected", differential.rejected());
  }
}
