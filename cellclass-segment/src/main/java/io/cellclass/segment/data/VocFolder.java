package io.cellclass.segment.data;

import io.cellclass.ImageSource;
import io.cellclass.MalformedDatasetException;
import io.cellclass.segment.BoxedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A folder laid out as Pascal VOC: {@code Annotations/ID.xml}, {@code JPEGImages/ID.EXTENSION}, and
 * the ids of a part of the set, one a line, in {@code ImageSets/Main/PART.txt}.
 */
public final class VocFolder {
  private VocFolder() {}

  /**
   * The images of a part, such as {@code train}, sorted by id.
   *
   * <p>An id is the name of a file without its extension; what follows it on its line is passed
   * over. The image is that of this id under any extension that the library reads; the file name in
   * the annotation is passed over. Boxes are read as {@link VocFile} says.
   *
   * @throws MalformedDatasetException if a folder, the list, an annotation or an image is missing,
   *     an id stands twice or is no name, or an annotation is malformed
   * @throws IOException if a file cannot be read
   */
  public static List<BoxedImage> read(Path folder, String part) throws IOException {
    Path list = folder.resolve("ImageSets").resolve("Main").resolve(part + ".txt");
    if (!Files.isRegularFile(list)) {
      throw new MalformedDatasetException(list, "expected a list of the ids of a part, found none");
    }
    SortedSet<String> ids = new TreeSet<>();
    int line = 0;
    for (String text : TextFile.utf8(list).lines().toList()) {
      line++;
      String id = text.strip().split("\\s+", 2)[0];
      if (!id.isEmpty() && !ids.add(id)) {
        throw new MalformedDatasetException(list, line, id + " stands twice", null);
      }
    }
    return images(folder, ids, list);
  }

  /**
   * All images that have an annotation, sorted by id; otherwise as {@link #read(Path, String)}.
   *
   * @throws MalformedDatasetException if a folder or an image is missing, or an annotation is
   *     malformed
   * @throws IOException if a file cannot be read
   */
  public static List<BoxedImage> read(Path folder) throws IOException {
    return images(folder, annotations(folder).keySet(), folder.resolve("Annotations"));
  }

  private static Map<String, Path> annotations(Path folder) throws IOException {
    return ImageFolder.byStem(folder.resolve("Annotations"), Set.of("xml"));
  }

  private static List<BoxedImage> images(Path folder, Set<String> ids, Path list)
      throws IOException {
    if (ids.isEmpty()) {
      throw new MalformedDatasetException(list, "expected at least one id, found none");
    }
    Path imageFolder = folder.resolve("JPEGImages");
    Map<String, Path> annotations = annotations(folder);
    Map<String, Path> images = ImageFolder.byStem(imageFolder, ImageFolder.IMAGES);
    List<BoxedImage> boxed = new ArrayList<>();
    for (String id : ids) {
      Path annotation = annotations.get(id);
      if (annotation == null) {
        throw new MalformedDatasetException(
            list, "expected the annotation of " + id + ", found none");
      }
      Path image = images.get(id);
      if (image == null) {
        throw new MalformedDatasetException(
            imageFolder,
            "expected the image "
                + id
                + " as one of "
                + new TreeSet<>(ImageFolder.IMAGES)
                + ", found none");
      }
      boxed.add(new BoxedImage(id, ImageSource.file(image), VocFile.read(annotation).boxes()));
    }
    return List.copyOf(boxed);
  }
}
