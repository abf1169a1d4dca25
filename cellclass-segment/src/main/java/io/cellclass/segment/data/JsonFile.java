package io.cellclass.segment.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cellclass.MalformedDatasetException;
import io.cellclass.network.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** Reads and writes JSON of annotations. */
final class JsonFile {
  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxDocumentLength(TextFile.MOST_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  /** Writes the values of a document. */
  @FunctionalInterface
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static JsonNode read(Path file) throws IOException {
    try {
      JsonNode root = MAPPER.readTree(TextFile.bytes(file));
      if (!root.isObject()) {
        throw new MalformedDatasetException(file, "expected a JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new MalformedDatasetException(
          file, line, "no valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  static void write(Path file, Content content) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          try (JsonGenerator json =
              MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            content.writeTo(json);
          }
        });
  }
}
