package io.cellclass.examples;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The image files that a person names, one by one or by their folder. */
final class ImageFiles {
  private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff");

  private ImageFiles() {}

  /**
   * Files as they are, whatever their ending; of folders the images in them and below, sorted. None
   * twice. What is missing, or a folder without images, is reported and the rest taken.
   */
  static List<Path> find(Collection<Path> named, UnreadableImages unreadable) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (Path path : named) {
      try {
        files.addAll(imagesAt(path));
      } catch (IOException problem) {
        unreadable.report(path.toString(), problem);
      }
    }
    return List.copyOf(files);
  }

  private static List<Path> imagesAt(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return imagesBelow(path);
    }
    if (Files.notExists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return List.of(path);
  }

  private static List<Path> imagesBelow(Path folder) throws IOException {
    ImageVisitor visitor = new ImageVisitor(folder);
    Files.walkFileTree(
        folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    if (visitor.images.isEmpty()) {
      throw new IOException(folder + ": found no image (png, jpg, jpeg, bmp, tif or tiff)");
    }
    return visitor.images.stream().sorted().toList();
  }

  private static final class ImageVisitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> images = new ArrayList<>();

    ImageVisitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped = !folder.equals(root) && isHidden(folder);
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (hasImageEnding(file) && !isHidden(file)) {
        images.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }

    private static boolean hasImageEnding(Path file) {
      String name = file.getFileName().toString();
      String ending = name.substring(name.lastIndexOf('.') + 1);
      return EXTENSIONS.contains(ending.toLowerCase(Locale.ROOT));
    }
  }
}
