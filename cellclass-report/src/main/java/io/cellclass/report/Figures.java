package io.cellclass.report;

import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The pictures of one report: each is put into the page, and kept for a file of its own. */
final class Figures {
  private static final int LONGEST_NAME = 40;

  private final boolean fonts;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /**
   * No pictures yet.
   *
   * @param fonts whether text can be drawn
   */
  Figures(boolean fonts) {
    this.fonts = fonts;
  }

  /** A part of a file's name: lower-case letters, digits and hyphens. */
  static String slug(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    String slug = cut.replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "images" : slug;
  }

  /**
   * Puts a picture with text in it, where text can be drawn.
   *
   * @param name the name of its file, without the ending
   * @param alt what it shows, for those who do not see it
   * @param caption what stands below it
   */
  void draw(Html html, String name, String alt, String caption, Supplier<Picture> picture)
      throws IOException {
    if (fonts) {
      html.open("figure", "class", "chart").open("div", "class", "paper");
      image(html, name, alt, picture.get());
      html.close().element("figcaption", caption).closeLine();
    }
  }

  /** Puts a picture alone. */
  void image(Html html, String name, String alt, Picture picture) throws IOException {
    byte[] png = picture.png();
    files.put(unused(name) + ".png", png);
    html.empty(
        "img",
        "src",
        "data:image/png;base64," + Base64.getEncoder().encodeToString(png),
        "alt",
        alt,
        "width",
        String.valueOf(picture.width()),
        "height",
        String.valueOf(picture.height()));
  }

  private String unused(String name) {
    String unused = name;
    for (int i = 2; files.containsKey(unused + ".png"); i++) {
      unused = name + "-" + i;
    }
    return unused;
  }

  /** The pictures as PNG files, by the names of these files. */
  Map<String, byte[]> files() {
    return files;
  }
}
