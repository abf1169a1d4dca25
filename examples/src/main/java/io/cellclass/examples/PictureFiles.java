package io.cellclass.examples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;

/** PNG files in a folder, called as the images that they were made of. */
final class PictureFiles {
  /** The outlines, the numbers of cells and the classes of pixels. */
  static final String PICTURE = "";

  static final String CELLS = "-cells";
  static final String CLASSES = "-classes";

  private final OutputFolder folder;
  private final Set<String> taken = new HashSet<>();
  private final Map<Path, String> names = new HashMap<>();

  PictureFiles(OutputFolder folder) {
    this.folder = folder;
  }

  /**
   * Refuses a folder in which a picture would replace its image.
   *
   * @param option what names the folder
   * @throws IllegalArgumentException if an image is in it
   */
  static void requireElsewhere(String option, Collection<Path> images, Path folder)
      throws IOException {
    for (Path image : images) {
      Path parent = image.toAbsolutePath().getParent();
      if (parent != null && Files.exists(folder) && Files.isSameFile(parent, folder)) {
        throw new IllegalArgumentException(
            option + " must be another folder than that of an image, " + image);
      }
    }
  }

  /** Writes a picture. */
  void write(Path of, String suffix, BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    folder.write(name(of) + suffix + ".png", bytes.toByteArray());
  }

  /** Where a picture is. */
  Path path(Path of, String suffix) {
    return folder.path().resolve(name(of) + suffix + ".png");
  }

  /** Where the outlines or boxes are for QuPath; the folder is there then. */
  Path geoJson(Path of) throws IOException {
    return Files.createDirectories(folder.path()).resolve(name(of) + ".geojson");
  }

  /** The image's own name; of two images of one name the second has a number behind it. */
  private String name(Path of) {
    return names.computeIfAbsent(
        of,
        file -> {
          String own = Objects.requireNonNull(file.getFileName()).toString();
          String stem = own.contains(".") ? own.substring(0, own.lastIndexOf('.')) : own;
          String name = stem;
          for (int number = 2; !isFree(name); number++) {
            name = stem + "-" + number;
          }
          taken.addAll(all(name));
          return name;
        });
  }

  private boolean isFree(String name) {
    return all(name).stream().noneMatch(taken::contains);
  }

  /** As file systems compare them that do not tell capital letters apart. */
  private static List<String> all(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return List.of(lower + PICTURE, lower + CELLS, lower + CLASSES);
  }
}
