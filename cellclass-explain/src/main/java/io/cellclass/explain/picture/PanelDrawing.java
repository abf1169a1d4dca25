package io.cellclass.explain.picture;

import io.cellclass.Differentiable;
import io.cellclass.Explanation;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The drawing of a panel: tiles in rows, below a title and left of a colour bar. */
final class PanelDrawing {
  private static final int LEAST = 160;
  private static final int MOST = 240;
  private static final int MOST_COLUMNS = 5;
  private static final int NARROWEST_TILE = 160;
  private static final int LINES = 2;
  private static final int BELOW_TITLE = 8;

  private final RgbImage image;
  private final List<Explanation> explanations;
  private final PictureStyle style;
  private final @Nullable Label truth;
  private final PictureText text;

  private final double full;
  private final PictureScale scale;
  private final ScaleBar ruler;
  private final Overlay first;
  private final PictureTile tile;
  private final int rows;
  private final int columns;
  private final int top;

  PanelDrawing(
      RgbImage image,
      List<Explanation> explanations,
      PictureStyle style,
      @Nullable Label truth,
      PictureText text) {
    this.image = image;
    this.explanations = explanations;
    this.style = style;
    this.truth = truth;
    this.text = text;
    this.full = explanations.stream().mapToDouble(this::strongest).max().orElse(0);
    this.scale = PictureScale.of(image, LEAST, MOST);
    this.ruler = ScaleBar.of(scale, style.micrometres());
    this.first = overlay(explanations.get(0), style);
    int width = Math.max(Math.max(scale.drawnWidth(), ruler.width(text)), NARROWEST_TILE);
    this.tile = new PictureTile(width, scale.drawnHeight(), LINES, text);
    int tiles = explanations.size() + 2;
    this.rows = (tiles + MOST_COLUMNS - 1) / MOST_COLUMNS;
    this.columns = (tiles + rows - 1) / rows;
    int titles = truth == null ? 2 : 3;
    this.top = PictureSheet.MARGIN + (text.isDrawn() ? titles * text.line() + BELOW_TITLE : 0);
  }

  private double strongest(Explanation explanation) {
    return style.maximum(explanation.heatmap());
  }

  private Overlay overlay(Explanation explanation, PictureStyle how) {
    double colours = strongest(explanation) > 0 ? full : 0;
    return new Overlay(image, explanation.heatmap(), how, colours, scale);
  }

  BufferedImage draw() {
    PictureSheet sheet = sheet();
    drawTitle(sheet);
    drawImage(sheet, x(0), y(0));
    for (int i = 0; i < explanations.size(); i++) {
      drawMap(sheet, explanations.get(i), x(i + 1), y(i + 1));
    }
    int last = explanations.size() + 1;
    first.draw(sheet, x(last), y(last));
    String words = style.caption(explanations.get(0));
    tile.line(sheet, x(last), y(last), 0, words, PictureSheet.INK);
    if (full > 0) {
      bar().draw(sheet, text, right() + PictureTile.GAP, top, tile.height());
    }
    return sheet.pixels();
  }

  private PictureSheet sheet() {
    int bar = full > 0 ? PictureTile.GAP + bar().width(text) : 0;
    // The last gap is kept, for the scale bar where there is no text.
    int height = top + rows * tile.pitch() + (text.isDrawn() ? 0 : PictureSheet.MARGIN);
    return new PictureSheet(right() + bar + PictureSheet.MARGIN, height, text);
  }

  private ColourBar bar() {
    return new ColourBar(first.hasContours() ? style : style.withLevels(), full);
  }

  private int x(int at) {
    return PictureSheet.MARGIN + at % columns * (tile.width() + PictureTile.GAP);
  }

  private int y(int at) {
    return top + at / columns * tile.pitch();
  }

  /** Where the tiles end. */
  private int right() {
    return x(columns - 1) + tile.width();
  }

  private void drawTitle(PictureSheet sheet) {
    Explanation one = explanations.get(0);
    Prediction prediction = one.prediction();
    int width = right() - PictureSheet.MARGIN;
    int y = PictureSheet.MARGIN + text.line() / 2;
    boolean ofImage = one.layer().equals(Differentiable.INPUT);
    String layer = ofImage ? "the image itself" : "layer " + one.layer();
    String title = text.cut(one.method() + ", " + layer, width, true);
    sheet.strongFrom(title, PictureSheet.MARGIN, y, PictureSheet.INK);
    String said =
        text.scored(
            "predicted label: " + prediction.label().name(), prediction.confidence(), width);
    sheet.textFrom(said, PictureSheet.MARGIN, y + text.line(), PictureSheet.INK);
    if (truth != null) {
      String words = text.cut("true label: " + truth.name(), width, false);
      sheet.textFrom(words, PictureSheet.MARGIN, y + 2 * text.line(), PictureSheet.INK);
    }
  }

  private void drawImage(PictureSheet sheet, int x, int y) {
    first.drawImage(sheet, x, y);
    tile.line(sheet, x, y, 0, "image", PictureSheet.INK);
    int middle = text.isDrawn() ? tile.middle(y, 1) : y + tile.height() + ScaleBar.HEIGHT;
    ruler.draw(sheet, x, middle);
  }

  private void drawMap(PictureSheet sheet, Explanation explanation, int x, int y) {
    if (strongest(explanation) > 0) {
      overlay(explanation, style.withLevels()).drawMap(sheet, x, y);
      tile.line(sheet, x, y, 1, style.range(explanation.heatmap()), PictureSheet.FAINT);
    } else {
      sheet.box(x, y, scale.drawnWidth(), scale.drawnHeight(), PictureSheet.PALE);
      tile.line(sheet, x, y, 1, "no evidence", PictureSheet.FAINT);
    }
    Label target = explanation.target();
    double probability = explanation.prediction().probability(target);
    tile.scored(sheet, x, y, 0, target, probability, PictureSheet.INK);
  }
}
