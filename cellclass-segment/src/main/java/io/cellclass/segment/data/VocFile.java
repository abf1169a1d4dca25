package io.cellclass.segment.data;

import io.cellclass.MalformedDatasetException;
import io.cellclass.network.AtomicFile;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The boxes of one image as Pascal VOC has them (Everingham et al. 2010), in XML.
 *
 * <p>VOC counts pixels from 1 and includes the last: a box from {@code xmin} to {@code xmax} has
 * the columns {@code xmin - 1} to {@code xmax - 1} of ours, so that it is {@code Box(xmin - 1, ymin
 * - 1, xmax, ymax)}, and the largest box of an image {@code Box(0, 0, width, height)}.
 */
public final class VocFile {
  private VocFile() {}

  /**
   * Reads a file.
   *
   * <p>Boxes are cut at the image's border. Those that are wholly outside of it are left out, and
   * so are those whose first and last column or row are the same: somebody clicked where a box was
   * to be drawn, and no cell is one pixel wide. Parts of objects, and all that is not named here,
   * are passed over.
   *
   * @throws MalformedDatasetException if it is no such file, lacks the size of the image, or an
   *     object has no name or box, or edges in the wrong order; and if it declares a document type,
   *     since it could reach out of the file
   * @throws IOException if it cannot be read
   */
  public static AnnotatedImage read(Path file) throws IOException {
    return new VocParser(file).parse();
  }

  /**
   * Writes a file. Edges are rounded to whole pixels, as VOC has them, and scores are not kept; a
   * box that is one pixel wide or high then is written, and left out by {@link #read}.
   *
   * @param file replaced if it is there
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, AnnotatedImage image) throws IOException {
    AtomicFile.write(file, out -> write(out, image));
  }

  private static void write(OutputStream out, AnnotatedImage image) throws IOException {
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("annotation");
      element(xml, 1, "filename", image.file());
      open(xml, 1, "size");
      element(xml, 2, "width", Integer.toString(image.width()));
      element(xml, 2, "height", Integer.toString(image.height()));
      element(xml, 2, "depth", "3");
      close(xml, 1);
      element(xml, 1, "segmented", "0");
      for (Detection cell : image.cells()) {
        write(xml, cell);
      }
      close(xml, 0);
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(image.file() + ": the annotation cannot be written", e);
    }
  }

  private static void write(XMLStreamWriter xml, Detection cell) throws XMLStreamException {
    Box box = cell.box();
    open(xml, 1, "object");
    element(xml, 2, "name", cell.label().name());
    element(xml, 2, "pose", "Unspecified");
    element(xml, 2, "truncated", "0");
    element(xml, 2, "difficult", "0");
    open(xml, 2, "bndbox");
    element(xml, 3, "xmin", Long.toString(Math.round(box.left()) + 1));
    element(xml, 3, "ymin", Long.toString(Math.round(box.top()) + 1));
    element(xml, 3, "xmax", Long.toString(Math.round(box.right())));
    element(xml, 3, "ymax", Long.toString(Math.round(box.bottom())));
    close(xml, 2);
    close(xml, 1);
  }

  private static void open(XMLStreamWriter xml, int depth, String name) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(name);
  }

  private static void close(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, int depth, String name, String text)
      throws XMLStreamException {
    open(xml, depth, name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
