package io.cellclass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class HtmlTest {
  @Test
  void whatHasAMeaningInHtmlIsEscaped() {
    Html html = new Html().element("p", "a < b & \"c\" > 'd'", "title", "\"><script>");
    assertThat(html)
        .hasToString(
            "<p title=\"&quot;&gt;&lt;script&gt;\">a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</p>");
  }

  @Test
  void charactersThatNoPageMayHoldAreReplaced() {
    assertThat(new Html().text("a\u0000b\u001bc\u0085d\ud800e\ufffff\ud83d\ude00"))
        .hasToString("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ud83d\ude00");
  }

  @Property
  void anyTextComesBackFromAParser(@ForAll String text, @ForAll String value) throws IOException {
    String html = new Html().element("p", text, "title", value).toString();
    Element read = ReportPage.of("<div>" + html + "</div>").all("p").get(0);
    // A parser makes a line break and a tab within an attribute a space.
    assertThat(read.getTextContent()).isEqualTo(kept(text));
    assertThat(read.getAttribute("title")).isEqualTo(kept(value).replaceAll("[\n\t]", " "));
  }

  /** The text with each character outside XML 1.0 or in its list of discouraged ones replaced. */
  private static String kept(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
              boolean surrogate = point >= 0xd800 && point <= 0xdfff;
              boolean none = point == 0xfffe || point == 0xffff;
              kept.appendCodePoint(control || surrogate || none ? 0xfffd : point);
            });
    return kept.toString();
  }

  @Test
  void anElementThatIsOpenIsFound() {
    Html html = new Html().open("p");
    assertThatThrownBy(html::toString)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[p]");
  }

  @Test
  void aStyleSheetStandsAsItIs() {
    assertThat(new Html().style("a > b { content: \"x\"; }"))
        .hasToString("<style>a > b { content: \"x\"; }</style>");
    assertThatThrownBy(() -> new Html().style("</style><script>"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRowHasACellForEachColumn() {
    Table table = Table.open(new Html(), "caption", 1, "one", "two");
    assertThatThrownBy(() -> table.row("only one")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTableHasACaptionAndHeadersOfColumnsAndRows() throws IOException {
    Html html = new Html();
    Table.open(html, "Counts", 1, "class", "images").row("a<b", "3").close();
    ReportPage page = ReportPage.of(html.toString());
    assertThat(page.table("Counts"))
        .containsExactly(List.of("class", "images"), List.of("a<b", "3"));
    assertThat(page.all("th").stream().map(header -> header.getAttribute("scope")))
        .containsExactly("col", "col", "row");
  }
}
