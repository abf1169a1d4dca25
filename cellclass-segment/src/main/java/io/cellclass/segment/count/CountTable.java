package io.cellclass.segment.count;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cellclass.CsvTable;
import io.cellclass.network.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The counts of a slide as files. Stateless and safe for concurrent use. */
public final class CountTable {
  /** What a table has to have: the field's name, red cells, white cells and platelets. */
  static final List<String> COLUMNS = List.of("field", "red_cells", "white_cells", "platelets");

  private CountTable() {}

  /**
   * Reads counts, such as those of a person, from a table like the one that {@link #writeCsv}
   * writes: the columns field, red_cells, white_cells and platelets under a header, in any order.
   * Others are passed over, those of types too.
   *
   * @return the fields in the order of their lines, without types
   * @throws io.cellclass.MalformedDatasetException naming the line, if a column is missing or
   *     stands twice, a record is not as wide as the header, a field has no name or stands twice,
   *     or a count is no whole number from 0 up; or if there is no field
   * @throws IOException if the file cannot be read
   */
  public static List<FieldCounts> readCsv(Path file) throws IOException {
    return CountReader.read(file);
  }

  /**
   * Writes a line for each field (CSV, RFC 4180, UTF-8) under a header: field, red_cells,
   * white_cells, platelets, rejected, and the types; replaced as a whole if it is there.
   *
   * @throws IOException if the file cannot be written
   */
  public static void writeCsv(Path file, SlideCounts counts) throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> header = new ArrayList<>(COLUMNS);
    header.add("rejected");
    counts.types().forEach(type -> header.add(type.type().name()));
    text.append(CsvTable.line(header));
    for (FieldCounts field : counts.fields()) {
      List<String> row = new ArrayList<>();
      row.add(field.field());
      row.add(String.valueOf(field.redCells()));
      row.add(String.valueOf(field.whiteCells()));
      row.add(String.valueOf(field.platelets()));
      row.add(String.valueOf(field.rejected()));
      field.types().forEach(type -> row.add(String.valueOf(type.count())));
      text.append(CsvTable.line(row));
    }
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
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
