package io.cellclass.segment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Label;
import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.Box;
import io.cellclass.segment.Detection;
import io.cellclass.segment.LabelledBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class VocFileTest {
  private static final Label RBC = new Label("RBC");

  @TempDir Path folder;

  private static String object(String name, int xmin, int ymin, int xmax, int ymax) {
    return "<object><name>%s</name><bndbox><xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax></bndbox></object>\n"
        .formatted(name, xmin, ymin, xmax, ymax);
  }

  private Path annotation(String objects) throws IOException {
    return file(
        "<annotation><filename>a.jpg</filename><size><width>64</width><height>48</height></size>\n"
            + objects
            + "</annotation>");
  }

  private Path file(String xml) throws IOException {
    return Files.writeString(folder.resolve("a.xml"), xml);
  }

  @Test
  void boxesAreCountedFromOneAndIncludeTheLastPixel() throws IOException {
    AnnotatedImage image = VocFile.read(annotation(object("RBC", 1, 1, 64, 48)));

    assertThat(image.file()).isEqualTo("a.jpg");
    assertThat(image.width()).isEqualTo(64);
    assertThat(image.height()).isEqualTo(48);
    assertThat(image.boxes()).containsExactly(new LabelledBox(new Box(0, 0, 64, 48), RBC));
    assertThat(VocFile.read(annotation(object("RBC", 3, 4, 5, 8))).boxes().get(0).box())
        .isEqualTo(new Box(2, 3, 5, 8));
  }

  @Test
  void clicksAndBoxesOutsideAreLeftOutAndOthersCutAtTheBorder() throws IOException {
    AnnotatedImage image =
        VocFile.read(
            annotation(
                object("RBC", 10, 10, 10, 10)
                    + object("RBC", 10, 10, 10, 20)
                    + object("RBC", 70, 10, 80, 20)
                    + object("RBC", -5, 10, 20, 60)));

    assertThat(image.boxes()).containsExactly(new LabelledBox(new Box(0, 9, 20, 48), RBC));
  }

  @Test
  void partsOfObjectsAndUnknownElementsArePassedOver() throws IOException {
    String object =
        object("person", 1, 1, 9, 9)
            .replace(
                "<bndbox>",
                "<pose>Left</pose><!-- a comment --><part><name>head</name><bndbox><xmin>3</xmin>"
                    + "</bndbox></part><bndbox>");

    assertThat(VocFile.read(annotation(object)).boxes())
        .containsExactly(new LabelledBox(new Box(0, 0, 9, 9), new Label("person")));
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() throws IOException {
    assertThatThrownBy(() -> VocFile.read(annotation(object("RBC", 9, 1, 3, 5))))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageEndingWith(
            "a.xml, line 2: expected xmin <= xmax and ymin <= ymax in the object that ends here,"
                + " found columns 9.0 to 3.0 and rows 1.0 to 5.0");
    assertThatThrownBy(
            () -> VocFile.read(annotation(object("RBC", 1, 1, 3, 5).replace(">3<", ">0x3<"))))
        .hasMessageEndingWith("as <xmax> of the object that ends here, found \"0x3\"");
    assertThatThrownBy(() -> VocFile.read(annotation(object(" ", 1, 1, 3, 5))))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("line 2: in the object that ends here, a label's name");
    assertThatThrownBy(() -> VocFile.read(file("<annotation></annotation>")))
        .hasMessageEndingWith("expected <annotation/size/width> in pixels, found \"\"");
    assertThatThrownBy(() -> VocFile.read(file("<html></html>")))
        .hasMessageEndingWith("expected an annotation of Pascal VOC, found <html>");
    assertThatThrownBy(() -> VocFile.read(file("<annotation><size>")))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("no well-formed XML");
    assertThatThrownBy(() -> VocFile.read(file("<annotation>" + "<a>".repeat(100))))
        .isInstanceOf(MalformedDatasetException.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void aDocumentTypeIsRefusedSoThatNoOtherFileIsRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "SECRET");
    String external = "<!DOCTYPE annotation [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
    String many =
        "<!DOCTYPE annotation [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>";
    for (String type : List.of(external, many, "<!DOCTYPE annotation SYSTEM \"x.dtd\">")) {
      Path file = file(type + "<annotation><filename>&e;&b;</filename></annotation>");

      assertThatThrownBy(() -> VocFile.read(file))
          .isInstanceOf(MalformedDatasetException.class)
          .hasMessageEndingWith("a document type and entities of one's own are refused")
          .hasMessageNotContaining("SECRET");
    }
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    AnnotatedImage image =
        AnnotatedImage.ofTruth(
            "a <b> & \"c\".png",
            640,
            480,
            List.of(
                new LabelledBox(new Box(0, 0, 640, 480), RBC),
                new LabelledBox(new Box(12, 3, 14, 9), new Label("Zelle <&> ü"))));
    Path file = folder.resolve("written.xml");
    VocFile.write(file, image);

    assertThat(VocFile.read(file)).isEqualTo(image);
  }

  /** By the JDK's DOM, which knows nothing of this reader; edges are rounded. */
  @Test
  void anotherParserReadsTheSameNumbers() throws Exception {
    Path file = folder.resolve("written.xml");
    Detection cell = new Detection(new Box(2.4, 3.6, 10.5, 20.2), RBC, 0.25);
    VocFile.write(file, new AnnotatedImage("b.png", 64, 48, List.of(cell)));

    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    NodeList box = document.getElementsByTagName("bndbox").item(0).getChildNodes();
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < box.getLength(); i++) {
      numbers.append(box.item(i).getTextContent().strip()).append(' ');
    }
    assertThat(numbers.toString().strip().split("\\s+")).containsExactly("3", "5", "11", "20");
    assertThat(document.getElementsByTagName("name").item(0).getTextContent()).isEqualTo("RBC");
  }
}
