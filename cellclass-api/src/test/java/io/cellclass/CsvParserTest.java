package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CsvParserTest {
  @Property
  void writtenRecordsAreReadBack(
      @ForAll("records") List<List<String>> records, @ForAll("lineEnds") String lineEnd)
      throws MalformedDatasetException {
    String text =
        records.stream()
            .map(
                fields ->
                    fields.stream().map(CsvParserTest::quoted).collect(Collectors.joining(",")))
            .collect(Collectors.joining(lineEnd));

    assertThat(parse(text)).isEqualTo(records);
    assertThat(parse(text + lineEnd)).isEqualTo(records);
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll("texts") String text) {
    try {
      assertThat(parse(text)).allMatch(fields -> !fields.isEmpty());
    } catch (MalformedDatasetException e) {
      assertThat(e.getMessage()).startsWith("cells.csv, line ");
    }
  }

  @Test
  void examplesOfTheStandardAreRead() throws MalformedDatasetException {
    String text = "aaa,bbb,ccc\r\n\"a\"\"aa\",\"b \r\nbb\",\"\"\nx,,z";

    assertThat(parse(text))
        .containsExactly(
            List.of("aaa", "bbb", "ccc"), List.of("a\"aa", "b \r\nbb", ""), List.of("x", "", "z"));
  }

  @Provide
  Arbitrary<List<List<String>>> records() {
    Arbitrary<String> field =
        Arbitraries.strings().withChars("ab ,;\"\r\n\u00e4").ofMinLength(0).ofMaxLength(6);
    return field.list().ofMinSize(2).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> lineEnds() {
    return Arbitraries.of("\n", "\r\n", "\r");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("a,\"\r\n").ofMaxLength(20);
  }

  // Quoted only where it must be, so that plain fields are tried as well.
  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
  }

  private static List<List<String>> parse(String text) throws MalformedDatasetException {
    CsvParser parser = new CsvParser(Path.of("cells.csv"), text);
    List<List<String>> records = new ArrayList<>();
    for (CsvTable.Row row = parser.next(); row != null; row = parser.next()) {
      records.add(row.fields());
    }
    return records;
  }
}
