package io.cellclass.segment.data;

import io.cellclass.Label;
import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Parses one annotation of Pascal VOC. */
final class VocParser {
  private static final String OBJECT = "annotation/object";
  private static final Set<String> WANTED =
      Set.of(
          "annotation/filename",
          "annotation/size/width",
          "annotation/size/height",
          OBJECT + "/name",
          OBJECT + "/bndbox/xmin",
          OBJECT + "/bndbox/ymin",
          OBJECT + "/bndbox/xmax",
          OBJECT + "/bndbox/ymax");

  private static final int DEEPEST = 32;

  private final Path file;
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> image = new HashMap<>();
  private final Map<String, String> object = new HashMap<>();
  private final List<Map<String, String>> objects = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  VocParser(Path file) {
    this.file = file;
  }

  AnnotatedImage parse() throws IOException {
    byte[] bytes = TextFile.bytes(file);
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
      while (xml.hasNext()) {
        event(xml.next(), xml);
      }
    } catch (XMLStreamException e) {
      throw new MalformedDatasetException(
          file, Math.max(1, e.getLocation().getLineNumber()), "no well-formed XML", e);
    }
    return annotatedImage();
  }

  private static XMLInputFactory factory() {
    // The JDK's own, whatever else is on the class path.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private void event(int event, XMLStreamReader xml) throws MalformedDatasetException {
    int line = xml.getLocation().getLineNumber();
    switch (event) {
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
          throw malformed(line, "a document type and entities of one's own are refused");
      case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName(), line);
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
      case XMLStreamConstants.END_ELEMENT -> end(line);
      default -> {
        // Comments and processing instructions.
      }
    }
  }

  private void start(String name, int line) throws MalformedDatasetException {
    if (open.isEmpty() && !name.equals("annotation")) {
      throw malformed(line, "expected an annotation of Pascal VOC, found <" + name + ">");
    }
    if (open.size() == DEEPEST) {
      throw malformed(line, "elements are nested deeper than " + DEEPEST);
    }
    open.addLast(name);
    text.setLength(0);
  }

  private void end(int line) throws MalformedDatasetException {
    String path = String.join("/", open);
    if (WANTED.contains(path)) {
      Map<String, String> fields = path.startsWith(OBJECT) ? object : image;
      if (fields.put(path, text.toString().strip()) != null) {
        throw malformed(line, "<" + open.getLast() + "> stands twice");
      }
    } else if (path.equals(OBJECT)) {
      objects.add(Map.copyOf(object));
      lines.add(line);
      object.clear();
    }
    open.removeLast();
    text.setLength(0);
  }

  private AnnotatedImage annotatedImage() throws MalformedDatasetException {
    int width = side("annotation/size/width");
    int height = side("annotation/size/height");
    List<Detection> cells = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      addCell(objects.get(i), lines.get(i), width, height, cells);
    }
    String name = image.getOrDefault("annotation/filename", "");
    try {
      return new AnnotatedImage(
          name.isEmpty() ? String.valueOf(file.getFileName()) : name, width, height, cells);
    } catch (IllegalArgumentException e) {
      throw malformed(1, String.valueOf(e.getMessage()));
    }
  }

  private int side(String path) throws MalformedDatasetException {
    String side = image.getOrDefault(path, "");
    OptionalDouble value = TextFile.decimal(side);
    if (value.isEmpty() || value.getAsDouble() < 1 || value.getAsDouble() > Integer.MAX_VALUE) {
      throw new MalformedDatasetException(
          file, "expected <" + path + "> in pixels, found \"" + side + "\"");
    }
    return (int) value.getAsDouble();
  }

  private void addCell(
      Map<String, String> fields, int line, int width, int height, List<Detection> cells)
      throws MalformedDatasetException {
    double xmin = edge(fields, "xmin", line);
    double ymin = edge(fields, "ymin", line);
    double xmax = edge(fields, "xmax", line);
    double ymax = edge(fields, "ymax", line);
    if (xmax < xmin || ymax < ymin) {
      throw malformed(
          line,
          "expected xmin <= xmax and ymin <= ymax in the object that ends here, found columns "
              + (xmin + " to " + xmax + " and rows " + ymin + " to " + ymax));
    }
    Box box = new Box(xmin - 1, ymin - 1, xmax, ymax).clipped(width, height);
    if (xmin < xmax && ymin < ymax && box.area() > 0) {
      cells.add(new Detection(box, label(fields, line), 1));
    }
  }

  private Label label(Map<String, String> fields, int line) throws MalformedDatasetException {
    try {
      return new Label(fields.getOrDefault(OBJECT + "/name", ""));
    } catch (IllegalArgumentException e) {
      throw malformed(line, "in the object that ends here, " + e.getMessage());
    }
  }

  private double edge(Map<String, String> fields, String name, int line)
      throws MalformedDatasetException {
    String edge = fields.getOrDefault(OBJECT + "/bndbox/" + name, "");
    OptionalDouble value = TextFile.decimal(edge);
    if (value.isEmpty()) {
      throw malformed(
          line,
          "expected a number as <"
              + name
              + "> of the object that ends here, found \""
              + edge
              + "\"");
    }
    return value.getAsDouble();
  }

  private MalformedDatasetException malformed(int line, String problem) {
    return new MalformedDatasetException(file, line, problem, null);
  }
}
