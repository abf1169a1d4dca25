package io.cellclass.segment.data;

import io.cellclass.MalformedDatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the files of a folder by the stem of their names. */
final class ImageFolder {
  /** Of the images that the library reads. */
  static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff");

  private ImageFolder() {}

  /**
   * The files with one of these extensions, in any case, by their name without it; hidden ones are
   * passed over.
   *
   * @throws MalformedDatasetException if the folder is none, or two files have one stem
   */
  static SortedMap<String, Path> byStem(Path folder, Set<String> extensions) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new MalformedDatasetException(folder, "expected a folder");
    }
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path file : children.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        if (dot < 1
            || name.startsWith(".")
            || !extensions.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
            || !Files.isRegularFile(file)) {
          continue;
        }
        Path other = files.put(name.substring(0, dot), file);
        if (other != null) {
          throw new MalformedDatasetException(
              folder, "expected one file of a name, found " + other.getFileName() + " and " + name);
        }
      }
    }
    return Collections.unmodifiableSortedMap(files);
  }

  /**
   * The file that a name in an annotation means.
   *
   * @throws MalformedDatasetException if it is outside of the folder, or not there
   */
  static Path resolve(Path folder, String name, Path annotations) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Path file;
    try {
      file = root.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new MalformedDatasetException(
          annotations, "expected the name of an image, found \"" + name + "\"");
    }
    if (!file.startsWith(root) || !Files.isRegularFile(file)) {
      throw new MalformedDatasetException(
          annotations, "expected an image in " + folder + ", found no " + name);
    }
    return folder.resolve(name);
  }
}
