package io.cellclass.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cellclass.MalformedBundleException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The JSON of manifests: UTF-8, flat, without duplicate names or anything behind the object. */
final class ManifestJson {
  /** InceptionV3's manifest has about 60 kB. */
  static final int MOST_BYTES = 4 << 20;

  private static final int DEEPEST = 16;
  private static final int LONGEST_NUMBER = 64;

  /** About 100 MB of tree at the worst. */
  private static final int MOST_TOKENS = 1_000_000;

  private static final JsonMapper MAPPER = mapper();

  private ManifestJson() {}

  private static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(MOST_BYTES)
                    .maxDocumentLength(MOST_BYTES)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .defaultPrettyPrinter(printer)
        .build();
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The same object gives the same bytes. */
  static byte[] print(ObjectNode json) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the manifest cannot be written: " + e.getMessage(), e);
    }
  }

  /** So that a reader can tell before it reads. */
  static void requireLength(long bytes) throws MalformedBundleException {
    if (bytes > MOST_BYTES) {
      throw new MalformedBundleException(
          "expected a manifest of at most " + MOST_BYTES + " bytes, found " + bytes);
    }
  }

  static JsonNode parse(byte[] bytes) throws MalformedBundleException {
    requireLength(bytes.length);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return MAPPER.readTree(text);
    } catch (CharacterCodingException e) {
      throw new MalformedBundleException("the manifest is not in UTF-8", e);
    } catch (JsonProcessingException e) {
      throw new MalformedBundleException(
          "the manifest is no valid JSON: " + e.getOriginalMessage(), e);
    }
  }
}
