package io.cellclass.explain.picture;

import io.cellclass.Dataset;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Label;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Pictures of many explanations, page by page: each image beside its overlay, with what it was
 * taken for and whether that is right. A page shows images of one class: the true one where it is
 * known, else the predicted one. Immutable; safe for concurrent use if its data set and explainer
 * are.
 *
 * <p>The colours of each overlay go up to the largest value of its own map, which stands below it.
 * Where Java finds no fonts on the machine, pages are drawn without text.
 */
public final class ExplanationGallery {
  private static final int ROWS = 5;
  private static final int LONGEST_NAME = 40;

  /** The images of a class, which may have to be read and explained. */
  private interface Source {
    List<GalleryEntry> entries(int from, int to) throws IOException;
  }

  private record Group(Label label, int size, Source source) {}

  /** What is done with each page. */
  private interface Visitor {
    void visit(Group group, int number, String title, BufferedImage page) throws IOException;
  }

  private final List<Group> groups;
  private final PictureStyle style;
  private final int rows;

  private ExplanationGallery(List<Group> groups, PictureStyle style, int rows) {
    this.groups = groups;
    this.style = style;
    this.rows = rows;
  }

  /** The gallery of these explanations; the classes in the order of their first image. */
  public static ExplanationGallery of(List<GalleryEntry> entries) {
    Map<Label, List<GalleryEntry>> byLabel = new LinkedHashMap<>();
    for (GalleryEntry entry : entries) {
      byLabel.computeIfAbsent(entry.group(), label -> new ArrayList<>()).add(entry);
    }
    List<Group> groups = new ArrayList<>();
    byLabel.forEach((label, all) -> groups.add(new Group(label, all.size(), all::subList)));
    return new ExplanationGallery(groups, PictureStyle.DEFAULT, ROWS);
  }

  /**
   * The gallery of a data set: why each image was taken for what it was taken for. Images are read
   * and explained when their page is drawn, so that only one page is in memory.
   */
  public static ExplanationGallery of(Dataset dataset, Explainer explainer) {
    List<Group> groups = new ArrayList<>();
    for (Label label : dataset.labels()) {
      List<Sample> samples =
          dataset.samples().stream().filter(sample -> sample.label().equals(label)).toList();
      if (!samples.isEmpty()) {
        Source source =
            (from, to) -> {
              List<Sample> page = samples.subList(from, to);
              return explained(page, explainer, Prediction::label).stream()
                  .map(entry -> entry.withTruth(label))
                  .toList();
            };
        groups.add(new Group(label, samples.size(), source));
      }
    }
    return new ExplanationGallery(groups, PictureStyle.DEFAULT, ROWS);
  }

  /**
   * The gallery of images whose true classes are not known: the classes are those that the images
   * were given, in the order of the first image of each. Images are read and explained when their
   * page is drawn.
   *
   * @param samples the images; their labels do not matter
   * @param predictions what each was taken for, in their order
   * @param target of which label the evidence is shown
   * @throws IllegalArgumentException if there are not as many predictions as images
   */
  public static ExplanationGallery byPrediction(
      List<Sample> samples,
      List<Prediction> predictions,
      Explainer explainer,
      Function<Prediction, Label> target) {
    if (samples.size() != predictions.size()) {
      throw new IllegalArgumentException(
          "expected " + samples.size() + " predictions, found " + predictions.size());
    }
    Map<Label, List<Sample>> byLabel = new LinkedHashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      byLabel
          .computeIfAbsent(predictions.get(i).label(), none -> new ArrayList<>())
          .add(samples.get(i));
    }
    List<Group> groups = new ArrayList<>();
    byLabel.forEach(
        (label, group) -> {
          Source source = (from, to) -> explained(group.subList(from, to), explainer, target);
          groups.add(new Group(label, group.size(), source));
        });
    return new ExplanationGallery(groups, PictureStyle.DEFAULT, ROWS);
  }

  private static List<GalleryEntry> explained(
      List<Sample> samples, Explainer explainer, Function<Prediction, Label> target)
      throws IOException {
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : samples) {
      images.add(sample.image());
    }
    List<Explanation> explanations = explainer.explain(images, target);
    List<GalleryEntry> entries = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      String id = samples.get(i).id();
      String name = id.substring(id.lastIndexOf('/') + 1);
      entries.add(GalleryEntry.of(name, images.get(i), explanations.get(i)));
    }
    return entries;
  }

  /**
   * The same with other pages.
   *
   * @param most the most rows of a page, at least 1; each has two images
   * @throws IllegalArgumentException if it is less than 1
   */
  public ExplanationGallery withRows(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("a page must have at least one row, not " + most);
    }
    return new ExplanationGallery(groups, style, most);
  }

  /**
   * The same with contour lines elsewhere, as {@link ExplanationPicture#withLevels} has them.
   *
   * @throws IllegalArgumentException if a level is not between 0 and 1
   */
  public ExplanationGallery withLevels(double... levels) {
    return new ExplanationGallery(groups, style.withLevels(levels), rows);
  }

  /**
   * The same with scale bars in micrometres instead of pixels.
   *
   * @param micrometres the side of a pixel of the images in the specimen
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public ExplanationGallery withPixelSize(double micrometres) {
    return new ExplanationGallery(groups, style.withPixelSize(micrometres), rows);
  }

  /** The same in other colours; with those of a signed map, as {@link #withSigns} has it. */
  public ExplanationGallery withColourMap(ColourMap colours) {
    return new ExplanationGallery(groups, style.withColours(colours), rows);
  }

  /** The same with the evidence against a class, too, as {@link ExplanationPicture} has it. */
  public ExplanationGallery withSigns() {
    return withColourMap(ColourMap.diverging());
  }

  /**
   * Draws all pages, one class after the other.
   *
   * @return the pages by their titles, such as {@code neutrophil, 1 to 10 of 24}; none if there are
   *     no images
   * @throws IOException if an image of a data set cannot be read
   * @throws IllegalStateException if the classifier that explains a data set is closed
   */
  public Map<String, BufferedImage> draw() throws IOException {
    return draw(PictureText.ofThisMachine());
  }

  Map<String, BufferedImage> draw(PictureText text) throws IOException {
    Map<String, BufferedImage> pages = new LinkedHashMap<>();
    visit(text, (group, number, title, page) -> pages.put(title, page));
    return Collections.unmodifiableMap(pages);
  }

  /**
   * Writes each page as a PNG file and forgets it: {@code 1-neutrophil-01.png} is the first page of
   * the first class. Characters of a label other than letters and digits become hyphens. Files of
   * the same names are replaced.
   *
   * @param folder made where it does not exist
   * @return the files, one class after the other
   * @throws IOException if an image cannot be read or a file cannot be written
   * @throws IllegalStateException if the classifier that explains a data set is closed
   */
  public List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    visit(
        PictureText.ofThisMachine(),
        (group, number, title, page) -> {
          Path file = folder.resolve(fileName(groups.indexOf(group) + 1, group.label(), number));
          files.add(Files.write(file, PictureSheet.png(page)));
        });
    return files;
  }

  private static String fileName(int group, Label label, int page) {
    String plain = label.name().replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}]+", "-");
    int points = Math.min(LONGEST_NAME, plain.codePointCount(0, plain.length()));
    String cut = plain.substring(0, plain.offsetByCodePoints(0, points));
    return group + "-" + cut + "-" + (page < 10 ? "0" : "") + page + ".png";
  }

  private void visit(PictureText text, Visitor visitor) throws IOException {
    int size = GalleryPage.COLUMNS * rows;
    for (Group group : groups) {
      for (int from = 0; from < group.size(); from += size) {
        int to = Math.min(group.size(), from + size);
        String title =
            group.label().name() + ", " + (from + 1) + " to " + to + " of " + group.size();
        List<GalleryEntry> entries = group.source().entries(from, to);
        BufferedImage page = new GalleryPage(title, entries, style, text).draw();
        visitor.visit(group, from / size + 1, title, page);
      }
    }
  }
}
