package io.cellclass.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.cellclass.MalformedBundleException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a JSON object of a manifest, read strictly: each of the right kind, none left over.
 */
final class Fields {
  private static final int LONGEST_SHOWN = 80;

  private final String where;
  private final JsonNode object;
  private final Set<String> read = new HashSet<>();

  private Fields(String where, JsonNode object) {
    this.where = where;
    this.object = object;
  }

  /**
   * The fields of an object.
   *
   * @param where what messages call it
   */
  static Fields of(String where, JsonNode node) throws MalformedBundleException {
    if (!node.isObject()) {
      throw unexpected(where, "an object", node);
    }
    return new Fields(where, node);
  }

  Fields object(String name) throws MalformedBundleException {
    return of(path(name), take(name));
  }

  /** Whether there is a field that need not be there. */
  boolean has(String name) {
    return object.has(name);
  }

  String text(String name) throws MalformedBundleException {
    return text(path(name), take(name));
  }

  boolean flag(String name) throws MalformedBundleException {
    JsonNode node = take(name);
    if (!node.isBoolean()) {
      throw unexpected(path(name), "true or false", node);
    }
    return node.booleanValue();
  }

  int integer(String name, int least, int most) throws MalformedBundleException {
    return (int) wholeNumber(name, least, most);
  }

  long wholeNumber(String name, long least, long most) throws MalformedBundleException {
    JsonNode node = take(name);
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < least
        || node.longValue() > most) {
      throw unexpected(path(name), "a whole number from " + least + " to " + most, node);
    }
    return node.longValue();
  }

  double number(String name) throws MalformedBundleException {
    return number(path(name), take(name));
  }

  List<JsonNode> list(String name, int most) throws MalformedBundleException {
    JsonNode node = take(name);
    if (!node.isArray() || node.size() > most) {
      throw unexpected(path(name), "a list of at most " + most, node);
    }
    List<JsonNode> result = new ArrayList<>(node.size());
    node.forEach(result::add);
    return result;
  }

  List<String> texts(String name, int most) throws MalformedBundleException {
    List<String> result = new ArrayList<>();
    for (JsonNode node : list(name, most)) {
      result.add(text(path(name), node));
    }
    return result;
  }

  List<Float> floats(String name, int most) throws MalformedBundleException {
    List<Float> result = new ArrayList<>();
    for (JsonNode node : list(name, most)) {
      result.add((float) number(path(name), node));
    }
    return result;
  }

  Map<String, String> textsByName(String name) throws MalformedBundleException {
    Fields fields = object(name);
    Map<String, String> result = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : fields.object.properties()) {
      result.put(wellFormed(fields.where, entry.getKey()), fields.text(entry.getKey()));
    }
    return result;
  }

  /** Refuses fields that nobody asked for. */
  void end() throws MalformedBundleException {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!read.contains(entry.getKey())) {
        throw new MalformedBundleException(
            where + ": unknown field " + shown('"' + entry.getKey() + '"') + ", expected " + read);
      }
    }
  }

  /** With what was expected of a field, and what it holds instead. */
  MalformedBundleException unknown(String name, String expected) throws MalformedBundleException {
    return unexpected(path(name), expected, take(name));
  }

  private static MalformedBundleException unexpected(String path, String expected, JsonNode found) {
    return new MalformedBundleException(
        path + ": expected " + expected + ", found " + describe(found));
  }

  /** What messages call a field. */
  String path(String name) {
    return where + "." + name;
  }

  private JsonNode take(String name) throws MalformedBundleException {
    JsonNode node = object.get(name);
    if (node == null) {
      throw new MalformedBundleException(where + ": the field " + shown(name) + " is missing");
    }
    read.add(name);
    return node;
  }

  private static String text(String path, JsonNode node) throws MalformedBundleException {
    if (!node.isTextual()) {
      throw unexpected(path, "text", node);
    }
    return wellFormed(path, node.textValue());
  }

  /** Refuses halves of surrogate pairs, which no file could hold again. */
  private static String wellFormed(String path, String text) throws MalformedBundleException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new MalformedBundleException(path + ": expected Unicode text, found half a character");
    }
    return text;
  }

  private static double number(String path, JsonNode node) throws MalformedBundleException {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw unexpected(path, "a finite number", node);
    }
    return node.doubleValue();
  }

  private static String describe(JsonNode node) {
    if (node.isArray()) {
      return "a list of " + node.size();
    }
    return node.isObject() ? "an object" : shown(node.toString());
  }

  private static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "...";
  }
}
