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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    void visit(Group group, int number, BufferedImage page) throws IOException;
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
        Source source = (from, to) -> explained(samples.subList(from, to), explainer);
        groups.add(new Group(label, samples.size(), source));
      }
    }
    return new ExplanationGallery(groups, PictureStyle.DEFAULT, ROWS);
  }

  private static List<GalleryEntry> explained(List<Sample> samples, Explainer explainer)
      throws IOException {
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : samples) {
      images.add(sample.image());
    }
    List<Explanation> explanations = explainer.explain(images, Prediction::label);
    List<GalleryEntry> entries = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      String name = sample.id().substring(sample.id().lastIndexOf('/') + 1);
      entries.add(
          GalleryEntry.of(name, images.get(i), explanations.get(i)).withTruth(sample.label()));
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
   * @return the pages; none if there are no images
   * @throws IOException if an image of a data set cannot be read
   * @throws IllegalStateException if the classifier that explains a data set is closed
   */
  public List<BufferedImage> draw() throws IOException {
    return draw(PictureText.ofThisMachine());
  }

  List<BufferedImage> draw(PictureText text) throws IOException {
    List<BufferedImage> pages = new ArrayList<>();
    visit(text, (group, number, page) -> pages.add(page));
    return pages;
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
        (group, number, page) -> {
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
        visitor.visit(group, from / size + 1, new GalleryPage(title, entries, style, text).draw());
      }
    }
  }
}
