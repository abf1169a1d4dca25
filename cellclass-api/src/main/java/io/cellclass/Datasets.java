package io.cellclass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where data sets come from. All of them are immutable, and safe for concurrent use as far as their
 * image sources are.
 *
 * <p>Files are listed at once and decoded when a sample's image is asked for.
 */
public final class Datasets {
  private Datasets() {}

  /**
   * The data set with these samples.
   *
   * @throws IllegalArgumentException if a sample's label is not one of the labels, or two samples
   *     have one id
   */
  public static Dataset of(LabelSet labels, List<Sample> samples) {
    return new SampleList(labels, samples);
  }

  /**
   * A folder per class, or a CSV file: {@link #folders} if the path is a directory, else {@link
   * #csv}.
   *
   * @throws MalformedDatasetException as they do
   * @throws IOException if the path does not exist or cannot be read
   */
  public static Dataset open(Path path) throws IOException {
    return Files.isDirectory(path) ? folders(path) : csv(path);
  }

  /**
   * A folder per class, named after it, with the class's images in it and in folders below.
   *
   * <p>Images are the files that end in png, jpg, jpeg, bmp, tif or tiff, in any case; other files
   * and hidden ones are passed over, symbolic links are followed. Labels are sorted by name,
   * samples by label and id. A sample's id is its path below the root with {@code /} between names;
   * each sample is its own group.
   *
   * @throws MalformedDatasetException if the root is not a directory or has no folder, or a folder
   *     has no image or a name that is no label's
   * @throws IOException if the root does not exist or a folder cannot be read
   */
  public static Dataset folders(Path root) throws IOException {
    requireExists(root);
    return new FolderDataset(root).read();
  }

  /**
   * A CSV file with the columns {@code file}, {@code label} and, if wanted, {@code group}, in any
   * order; others are passed over.
   *
   * <p>The file is UTF-8 with or without a byte order mark, fields are separated by commas and
   * quoted as in RFC 4180, blank lines are passed over. A {@code file} is a path relative to the
   * folder of the CSV file. Labels are sorted by name, samples stand in the order of their lines. A
   * sample's id is its path relative to that folder, normalised, with {@code /} between names; a
   * sample without a group is its own.
   *
   * @throws MalformedDatasetException if a column or all samples are missing, or, naming the line,
   *     if it is not as wide as the first, names a file that is not there or was named before, has
   *     no label, or breaks the rules of quoting or UTF-8
   * @throws IOException if the CSV file does not exist or cannot be read
   */
  public static Dataset csv(Path csv) throws IOException {
    requireExists(csv);
    return new CsvDataset(csv).read();
  }

  /** The path between two places as an id: the same on every operating system. */
  static String id(Path root, Path file) {
    Path base = root.toAbsolutePath().normalize();
    Path target = file.toAbsolutePath().normalize();
    boolean sameDrive = target.getRoot() == null || target.getRoot().equals(base.getRoot());
    Path path = sameDrive ? base.relativize(target) : target;
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static void requireExists(Path path) throws IOException {
    if (Files.notExists(path)) {
      throw new NoSuchFileException(path.toString());
    }
  }
}
