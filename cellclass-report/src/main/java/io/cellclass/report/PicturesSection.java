package io.cellclass.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Pictures that somebody else drew. */
record PicturesSection(String heading, String text, List<Map.Entry<String, BufferedImage>> pictures)
    implements Section {
  /** Up to this width two pictures stand side by side. */
  private static final int NARROW = 640;

  @Override
  public Place place() {
    return Place.OTHERS;
  }

  @Override
  public void write(Html html, Figures figures) throws IOException {
    html.element("p", text);
    boolean narrow = pictures.stream().allMatch(entry -> entry.getValue().getWidth() <= NARROW);
    html.open("div", "class", narrow ? "figures" : "pictures");
    for (Map.Entry<String, BufferedImage> picture : pictures) {
      String caption = picture.getKey();
      BufferedImage pixels = picture.getValue();
      html.open("figure", "class", "picture").open("div", "class", "paper");
      figures.image(
          html,
          Figures.slug(heading) + "-" + Figures.slug(caption),
          heading + ": " + caption,
          new Picture(pixels, pixels.getWidth(), pixels.getHeight()));
      html.close().element("figcaption", caption).closeLine();
    }
    html.closeLine();
  }
}
