package io.cellclass.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the header of a safetensors file, strictly. */
final class SafetensorsHeader {
  /** Names from files are not kept beyond the file. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final int MOST_SIDES = 16;

  private final JsonParser parser;
  private final List<SafetensorsEntry> entries = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private SafetensorsHeader(JsonParser parser) {
    this.parser = parser;
  }

  static SafetensorsHeader parse(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(decode(json))) {
      SafetensorsHeader header = new SafetensorsHeader(parser);
      header.parse();
      return header;
    } catch (JsonProcessingException e) {
      throw new MalformedWeightsException(
          "the header is no valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The tensors in the order of their values. */
  List<SafetensorsEntry> entries() {
    return entries;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  private static String decode(byte[] json) throws MalformedWeightsException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedWeightsException("the header is not in UTF-8", e);
    }
  }

  private void parse() throws IOException {
    expect(JsonToken.START_OBJECT, parser.nextToken(), "the header");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (name.equals(SafetensorsWriter.METADATA)) {
        parseMetadata();
      } else {
        parseEntry(name);
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedWeightsException("something follows the object of the header");
    }
    entries.sort(Comparator.comparingLong(SafetensorsEntry::begin));
  }

  private void parseMetadata() throws IOException {
    expect(JsonToken.START_OBJECT, parser.nextToken(), SafetensorsWriter.METADATA);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      expect(JsonToken.VALUE_STRING, parser.nextToken(), "the metadata " + quoted(key));
      metadata.put(key, parser.getText());
    }
  }

  private void parseEntry(String name) throws IOException {
    expect(JsonToken.START_OBJECT, parser.nextToken(), "tensor " + quoted(name));
    String type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (parser.currentName()) {
        case "dtype" -> {
          expect(JsonToken.VALUE_STRING, parser.nextToken(), "the type of tensor " + quoted(name));
          type = parser.getText();
        }
        case "shape" -> shape = parseNumbers("the shape of tensor " + quoted(name));
        case "data_offsets" -> offsets = parseNumbers("the offsets of tensor " + quoted(name));
        default ->
            throw new MalformedWeightsException(
                "tensor "
                    + quoted(name)
                    + " has an unknown member "
                    + quoted(parser.currentName()));
      }
    }
    if (type == null || shape == null || offsets == null) {
      throw new MalformedWeightsException(
          "tensor " + quoted(name) + " needs dtype, shape and data_offsets");
    }
    entries.add(entry(name, type, shape, offsets));
  }

  private static SafetensorsEntry entry(
      String name, String typeName, List<Long> shape, List<Long> offsets)
      throws MalformedWeightsException {
    SafetensorsEntry.Type type =
        switch (typeName) {
          case "F32" -> SafetensorsEntry.Type.F32;
          case "U8" -> SafetensorsEntry.Type.U8;
          default ->
              throw new MalformedWeightsException(
                  "tensor "
                      + quoted(name)
                      + " has the type "
                      + quoted(typeName)
                      + "; F32 and U8 are known");
        };
    long size = 1;
    for (long side : shape) {
      if (side < 1 || side > Integer.MAX_VALUE || size * side > Integer.MAX_VALUE) {
        throw new MalformedWeightsException(
            "tensor " + quoted(name) + " has the impossible shape " + shape);
      }
      size *= side;
    }
    if (offsets.size() != 2 || offsets.get(1) - offsets.get(0) != size * type.bytes) {
      throw new MalformedWeightsException(
          "tensor "
              + quoted(name)
              + " takes "
              + size * type.bytes
              + " bytes, which its offsets "
              + offsets
              + " do not");
    }
    int[] sides = shape.stream().mapToInt(Long::intValue).toArray();
    return new SafetensorsEntry(
        name, type, ImmutableIntArray.copyOf(sides), (int) size, offsets.get(0), offsets.get(1));
  }

  /** An array of a few whole numbers that are not negative. */
  private List<Long> parseNumbers(String what) throws IOException {
    expect(JsonToken.START_ARRAY, parser.nextToken(), what);
    List<Long> numbers = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      expect(JsonToken.VALUE_NUMBER_INT, token, what);
      boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      if (!fits || parser.getLongValue() < 0 || numbers.size() == MOST_SIDES) {
        throw new MalformedWeightsException(
            what + " holds " + parser.getText() + " or too many numbers");
      }
      numbers.add(parser.getLongValue());
      token = parser.nextToken();
    }
    return numbers;
  }

  private static void expect(JsonToken expected, @Nullable JsonToken found, String what)
      throws MalformedWeightsException {
    if (found != expected) {
      throw new MalformedWeightsException(what + " should be " + expected + ", but is " + found);
    }
  }

  /** A name from the file, short enough for a message. */
  static String quoted(String name) {
    String shown = name.length() <= 80 ? name : name.substring(0, 80) + "...";
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
