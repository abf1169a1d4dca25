package io.cellclass.examples;

import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.count.CellKind;
import io.cellclass.segment.count.CountAgreement;
import io.cellclass.segment.count.CountTable;
import io.cellclass.segment.count.FieldCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a person counted in the fields that are counted. */
final class ManualCounts {
  private final Map<String, FieldCounts> byField;

  private ManualCounts(Map<String, FieldCounts> byField) {
    this.byField = byField;
  }

  /** What an image is called in all that is written of its counts. */
  static String field(Path image) {
    return image.toString().replace('\\', '/');
  }

  /**
   * Reads counts of images. A line names its image by its path as it was given, or by as much of
   * the path's end as tells it from the others, such as the name of the file.
   *
   * @throws MalformedDatasetException if the file is no such table, a line names none of the images
   *     or several, or an image has no line or two
   */
  static ManualCounts read(Path csv, List<Path> images) throws IOException {
    Map<String, FieldCounts> byField = new HashMap<>();
    for (FieldCounts counts : CountTable.readCsv(csv)) {
      String image = image(csv, counts.field(), images);
      if (byField.put(image, counts) != null) {
        throw new MalformedDatasetException(csv, image + " has two lines");
      }
    }
    for (Path image : images) {
      if (!byField.containsKey(field(image))) {
        throw new MalformedDatasetException(
            csv, "expected a line for each image that is counted, found none for " + image);
      }
    }
    return new ManualCounts(byField);
  }

  private static String image(Path csv, String named, List<Path> images)
      throws MalformedDatasetException {
    String end = "/" + named.replace('\\', '/');
    List<String> fields = images.stream().map(ManualCounts::field).toList();
    List<String> found = fields.stream().filter(field -> ("/" + field).endsWith(end)).toList();
    if (fields.contains(named)) {
      return named;
    }
    if (found.size() != 1) {
      throw new MalformedDatasetException(
          csv,
          "expected each line to name an image that is counted, found "
              + named
              + (found.isEmpty() ? ", which is none of them" : ", which may be any of " + found));
    }
    return found.get(0);
  }

  /** How well counts of these images agree with a person's; empty for fewer than two. */
  Optional<Map<CellKind, CountAgreement>> agreement(List<FieldCounts> counted) {
    if (counted.size() < 2) {
      return Optional.empty();
    }
    Map<CellKind, CountAgreement> agreement = new EnumMap<>(CellKind.class);
    for (CellKind kind : CellKind.values()) {
      agreement.put(
          kind,
          CountAgreement.of(
              counted.stream().mapToDouble(field -> field.count(kind)).toArray(),
              counted.stream().mapToDouble(field -> manual(field).count(kind)).toArray()));
    }
    return Optional.of(agreement);
  }

  private FieldCounts manual(FieldCounts counted) {
    return Objects.requireNonNull(byField.get(counted.field()), counted.field());
  }
}
