package io.cellclass.segment.data;

import io.cellclass.ImageSource;
import io.cellclass.MalformedDatasetException;
import io.cellclass.UnreadableImageException;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.PixelClass;
import io.cellclass.segment.classic.ConnectedComponents;
import io.cellclass.segment.classic.Connectivity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder of images and masks: {@code images/ID.EXTENSION} and {@code masks/ID.EXTENSION}, the
 * masks as PNG, BMP or TIFF with one channel.
 */
public final class MaskFolder {
  /** Between 0 and 128, and between 128 and 255, which masks mean; files have stray values. */
  private static final int CYTOPLASM_ABOVE = 60;

  private static final int NUCLEUS_ABOVE = 200;
  private static final int CLASS_BITS = 8;

  private MaskFolder() {}

  /**
   * The images, sorted by id, whose masks give the class of each pixel: above 200 nucleus, above 60
   * cytoplasm, else background. Each connected part of cells (eight neighbours) is a cell of its
   * own, so that cells that touch are one.
   *
   * <p>Reading such a mask throws {@link UnreadableImageException} if it is no grey image of 8
   * bits.
   *
   * @throws MalformedDatasetException if a folder is missing or empty, an image has no mask, a mask
   *     no image, or two files have one stem
   * @throws IOException if a folder cannot be read
   */
  public static List<MaskedImage> read(Path folder) throws IOException {
    return read(folder, MaskFolder::classes);
  }

  /**
   * The images, sorted by id, whose masks give the number of each pixel's cell, as {@link
   * LabelMapFile#read} reads it.
   *
   * @throws MalformedDatasetException as {@link #read(Path)} does
   * @throws IOException if a folder cannot be read
   */
  public static List<MaskedImage> readInstances(Path folder) throws IOException {
    return read(folder, LabelMapFile::read);
  }

  @FunctionalInterface
  private interface MapReader {
    LabelMap read(Path mask) throws IOException;
  }

  private static List<MaskedImage> read(Path folder, MapReader reader) throws IOException {
    Path imageFolder = folder.resolve("images");
    Path maskFolder = folder.resolve("masks");
    Map<String, Path> images = ImageFolder.byStem(imageFolder, ImageFolder.IMAGES);
    Map<String, Path> masks = ImageFolder.byStem(maskFolder, GreyImage.EXTENSIONS);
    if (images.isEmpty()) {
      throw new MalformedDatasetException(imageFolder, "expected images, found none");
    }
    for (String id : masks.keySet()) {
      if (!images.containsKey(id)) {
        throw new MalformedDatasetException(
            imageFolder, "expected the image of " + masks.get(id) + ", found none");
      }
    }
    List<MaskedImage> masked = new ArrayList<>();
    for (Map.Entry<String, Path> image : images.entrySet()) {
      Path mask = masks.get(image.getKey());
      if (mask == null) {
        throw new MalformedDatasetException(
            maskFolder, "expected the mask of " + image.getValue() + ", found none");
      }
      masked.add(
          new MaskedImage(
              image.getKey(), ImageSource.file(image.getValue()), () -> reader.read(mask)));
    }
    return List.copyOf(masked);
  }

  private static LabelMap classes(Path mask) throws IOException {
    GreyImage image = GreyImage.read(mask);
    if (image.bits != CLASS_BITS || image.palette) {
      throw new UnreadableImageException(
          mask.toString(),
          "expected a grey image of 8 bits, found "
              + image.bits
              + " bits"
              + (image.palette ? " and a palette" : ""));
    }
    int[] samples = image.samples;
    PixelClass[] classes = new PixelClass[samples.length];
    boolean[] cells = new boolean[samples.length];
    for (int i = 0; i < samples.length; i++) {
      classes[i] =
          samples[i] > NUCLEUS_ABOVE
              ? PixelClass.NUCLEUS
              : samples[i] > CYTOPLASM_ABOVE ? PixelClass.CYTOPLASM : PixelClass.BACKGROUND;
      cells[i] = classes[i] != PixelClass.BACKGROUND;
    }
    int[] numbers = ConnectedComponents.of(cells, image.width, image.height, Connectivity.EIGHT);
    return LabelMap.of(image.width, image.height, numbers, classes);
  }
}
