package io.cellclass.report;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A report as an XML parser reads it. */
final class ReportPage {
  private final Element root;

  private ReportPage(Element root) {
    this.root = root;
  }

  static ReportPage read(Path file) throws IOException {
    return of(Files.readString(file));
  }

  /** Writes the report into a folder and reads its page. */
  static ReportPage of(HtmlReport report, Path folder) throws IOException {
    report.write(folder);
    return read(folder.resolve("report.html"));
  }

  static ReportPage of(String html) throws IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return new ReportPage(
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(html)))
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("not well-formed", e);
    }
  }

  String language() {
    return root.getAttribute("lang");
  }

  /** All elements of a name, in the order of the page. */
  List<Element> all(String tag) {
    return all(root, tag);
  }

  static List<Element> all(Element within, String tag) {
    NodeList nodes = within.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The texts of all elements of a name. */
  List<String> texts(String tag) {
    return all(tag).stream().map(Node::getTextContent).toList();
  }

  /** The cells of the table with a caption, row by row, its head first. */
  List<List<String>> table(String caption) {
    return tables(caption).get(0);
  }

  /** The tables with a caption. */
  List<List<List<String>>> tables(String caption) {
    List<List<List<String>>> found = new ArrayList<>();
    for (Element table : all("table")) {
      if (all(table, "caption").get(0).getTextContent().equals(caption)) {
        found.add(all(table, "tr").stream().map(ReportPage::cells).toList());
      }
    }
    if (found.isEmpty()) {
      throw new AssertionError("no table \"" + caption + "\" among " + texts("caption"));
    }
    return found;
  }

  private static List<String> cells(Element row) {
    List<String> cells = new ArrayList<>();
    for (Node child = row.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element cell) {
        cells.add(cell.getTextContent());
      }
    }
    return cells;
  }

  /** The contents of each picture on the page. */
  List<byte[]> pictures() {
    List<byte[]> pictures = new ArrayList<>();
    for (Element image : all("img")) {
      String source = image.getAttribute("src");
      String scheme = "data:image/png;base64,";
      if (!source.startsWith(scheme)) {
        throw new AssertionError("a picture from outside: " + source);
      }
      pictures.add(Base64.getDecoder().decode(source.substring(scheme.length())));
    }
    return pictures;
  }
}
