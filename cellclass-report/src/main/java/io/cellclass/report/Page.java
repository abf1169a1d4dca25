package io.cellclass.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The page around the parts of a report. */
final class Page {
  /** Lets the page load nothing from anywhere: its pictures are inside, its styles too. */
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

  private Page() {}

  static String of(
      String title, List<Section> sections, Figures figures, Optional<Throwable> fontProblem)
      throws IOException {
    Html html = new Html();
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title).style(style()).closeLine();
    html.open("body").open("header").element("h1", title);
    writeContents(html, sections);
    html.closeLine().open("main");
    fontProblem.ifPresent(problem -> writeProblem(html, problem));
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      String heading = "section-" + (i + 1);
      html.open("section", "aria-labelledby", heading);
      html.element("h2", section.heading(), "id", heading);
      section.write(html, figures);
      html.closeLine();
    }
    html.closeLine();
    writeFooter(html, sections);
    return "<!DOCTYPE html>\n" + html.close().closeLine();
  }

  private static void writeFooter(Html html, List<Section> sections) {
    String intervals =
        sections.stream().anyMatch(Section::hasScoreIntervals)
            ? "Intervals are 95 % score intervals (Wilson 1927) of the share observed, for images"
                + " that do not depend on each other. "
            : "";
    html.element("footer", intervals + "A dash stands where there is nothing to measure.");
  }

  private static void writeContents(Html html, List<Section> sections) {
    if (sections.size() > 1) {
      html.open("nav", "aria-label", "Contents").open("ul");
      for (int i = 0; i < sections.size(); i++) {
        html.open("li");
        html.element("a", sections.get(i).heading(), "href", "#section-" + (i + 1)).close();
      }
      html.close().close();
    }
  }

  private static void writeProblem(Html html, Throwable problem) {
    html.element(
        "p",
        "Plots are left out: Java cannot draw text on the machine that wrote this report, for want"
            + " of fonts ("
            + problem
            + "). The tables have their values.",
        "class",
        "problem");
  }

  private static String style() throws IOException {
    try (InputStream style = Page.class.getResourceAsStream("report.css")) {
      if (style == null) {
        throw new IllegalStateException("report.css is missing from the jar of cellclass-report");
      }
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
