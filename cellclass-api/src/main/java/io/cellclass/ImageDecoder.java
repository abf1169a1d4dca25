package io.cellclass;

import com.google.common.base.Throwables;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes image files by the JDK's own readers, after checks that these do not make: a file's
 * structure and the size that it claims are looked at before a reader sees it.
 */
final class ImageDecoder {
  private static final String JDK_READERS = "com.sun.imageio.plugins.";
  private static final String NO_MEMORY = "there is not enough memory to decode it";
  // What a file may have beside its pixels, such as further pages.
  private static final long ROOM = 64 << 20;

  private ImageDecoder() {}

  static RgbImage read(Path file, ImageLimits limits) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    String name = file.toString();
    if (!attributes.isRegularFile()) {
      throw new UnreadableImageException(
          name, attributes.isDirectory() ? "it is a directory" : "it is not a regular file");
    }
    long most = Math.min(Integer.MAX_VALUE - 8, 8 * limits.pixels() + ROOM);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(ImageFormat.MAGIC_LENGTH);
      format(start, name);
      if (attributes.size() > most) {
        throw new UnreadableImageException(
            name,
            "it has " + attributes.size() + " bytes, more than the " + most + " that are read");
      }
      bytes = concat(start, in.readNBytes((int) most - start.length));
    } catch (OutOfMemoryError e) {
      throw new UnreadableImageException(name, "there is not enough memory for its bytes", e);
    }
    return decode(bytes, name, limits);
  }

  private static byte[] concat(byte[] start, byte[] rest) {
    byte[] all = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, all, start.length, rest.length);
    return all;
  }

  static RgbImage decode(byte[] encoded, String name, ImageLimits limits)
      throws UnreadableImageException {
    ImageFormat format = format(encoded, name);
    ImageReader reader = reader(format);
    ImageBytes bytes = new ImageBytes(name, encoded, limits);
    try {
      return decode(format.check(bytes), reader, bytes);
    } catch (UnreadableImageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The JDK's readers answer corrupt data with all kinds of unchecked exceptions, and wrap
      // errors.
      if (Throwables.getRootCause(e) instanceof OutOfMemoryError) {
        throw bytes.problem(NO_MEMORY, e);
      }
      throw bytes.problem("corrupt " + format.readerName() + " data: " + e, e);
    } catch (OutOfMemoryError e) {
      throw bytes.problem(NO_MEMORY, e);
    } catch (VirtualMachineError e) {
      throw bytes.problem("the decoder failed: " + e, e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageFormat format(byte[] start, String name) throws UnreadableImageException {
    if (start.length == 0) {
      throw new UnreadableImageException(name, "it is empty");
    }
    Optional<ImageFormat> format = ImageFormat.of(start);
    if (format.isEmpty()) {
      throw new UnreadableImageException(name, "it is not a PNG, JPEG, BMP or TIFF file");
    }
    return format.get();
  }

  private static RgbImage decode(EncodedImage image, ImageReader reader, ImageBytes bytes)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    try (var stream = new MemoryCacheImageInputStream(image.stream())) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(stream, false, true);
      requireClaimedSize(image, reader.getWidth(0), reader.getHeight(0), bytes);
      BufferedImage picture = reader.read(0);
      requireClaimedSize(image, picture.getWidth(), picture.getHeight(), bytes);
      for (String warning : warnings) {
        if (JpegFile.tellsCorruption(warning)) {
          throw bytes.problem("corrupt JPEG data: " + warning);
        }
      }
      return PictureConverter.toRgb(picture);
    }
  }

  private static void requireClaimedSize(
      EncodedImage image, int width, int height, ImageBytes bytes) throws UnreadableImageException {
    if (width != image.width() || height != image.height()) {
      throw bytes.problem(
          "the header claims "
              + image.width()
              + "x"
              + image.height()
              + " pixels, the decoder found "
              + width
              + "x"
              + height);
    }
  }

  /** The JDK's reader, whatever other ones an application has on its class path. */
  private static ImageReader reader(ImageFormat format) {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      boolean ofJdk = provider.getClass().getName().startsWith(JDK_READERS);
      if (ofJdk && Arrays.asList(provider.getFormatNames()).contains(format.readerName())) {
        return newReader(provider);
      }
    }
    throw new IllegalStateException("the JDK's reader for " + format.readerName() + " is missing");
  }

  private static ImageReader newReader(ImageReaderSpi provider) {
    try {
      return provider.createReaderInstance();
    } catch (IOException e) {
      throw new IllegalStateException("the JDK's reader " + provider + " cannot be made", e);
    }
  }
}
