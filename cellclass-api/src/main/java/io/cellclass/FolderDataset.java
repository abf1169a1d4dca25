package io.cellclass;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists a data set with a folder per class. */
final class FolderDataset {
  private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff");
  private final Path root;

  FolderDataset(Path root) {
    this.root = root;
  }

  Dataset read() throws IOException {
    if (!Files.isDirectory(root)) {
      throw new MalformedDatasetException(root, "expected a directory with a folder per class");
    }
    TreeMap<String, Path> folders = new TreeMap<>();
    for (Path folder : classFolders()) {
      folders.put(fileName(folder), folder);
    }
    if (folders.isEmpty()) {
      throw new MalformedDatasetException(root, "expected a folder per class, found no folder");
    }
    List<Label> labels = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    for (Path folder : folders.values()) {
      Label label = label(folder);
      labels.add(label);
      samples.addAll(samples(folder, label));
    }
    return Datasets.of(LabelSet.of(labels), samples);
  }

  private List<Path> classFolders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> children = Files.list(root)) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
        if (!isHidden(child)) {
          folders.add(child);
        }
      }
    }
    return folders;
  }

  private static Label label(Path folder) throws MalformedDatasetException {
    try {
      return new Label(fileName(folder));
    } catch (IllegalArgumentException e) {
      throw new MalformedDatasetException(folder, String.valueOf(e.getMessage()));
    }
  }

  private List<Sample> samples(Path folder, Label label) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Path file : images(folder)) {
      samples.add(new Sample(Datasets.id(root, file), label, ImageSource.file(file)));
    }
    if (samples.isEmpty()) {
      throw new MalformedDatasetException(
          folder, "expected images of the class " + label + " (" + extensions() + "), found none");
    }
    samples.sort(Comparator.comparing(Sample::id));
    return samples;
  }

  private static List<Path> images(Path folder) throws IOException {
    List<Path> images = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isImage(file) && !isHidden(file)) {
              images.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return images;
  }

  private static boolean isImage(Path file) {
    String name = fileName(file);
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean isHidden(Path path) throws IOException {
    return fileName(path).startsWith(".") || Files.isHidden(path);
  }

  private static String fileName(Path path) {
    return path.getFileName().toString();
  }

  private static String extensions() {
    return String.join(", ", EXTENSIONS.stream().sorted().toList());
  }
}
