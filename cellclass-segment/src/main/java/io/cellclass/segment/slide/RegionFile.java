package io.cellclass.segment.slide;

import com.google.common.base.Throwables;
import io.cellclass.RgbImage;
import io.cellclass.UnreadableImageException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/** A file of which the JDK's readers decode regions. */
final class RegionFile implements SlideImage {
  private static final String JDK_READERS = "com.sun.imageio.plugins.";

  /** Smaller regions, such as single cells, are not kept. */
  private static final long WORTH_KEEPING = 1 << 16;

  /** Of the largest heap, for rows that are kept. */
  private static final long SHARE_OF_HEAP = 8;

  private static final int BYTES_PER_PIXEL = 3;

  private final FileBytes in;
  private final int width;
  private final int height;
  private final FileLayout layout;
  private final ImageReaderSpi provider;
  private boolean closed;

  /** What was decoded last, as a whole or in the whole width of the image. */
  private @Nullable BufferedImage kept;

  private Region keptRegion = new Region(0, 0, 0, 0);

  RegionFile(FileBytes in, ImageSize size, FileLayout layout) {
    this.in = in;
    this.width = Math.toIntExact(size.width());
    this.height = Math.toIntExact(size.height());
    this.layout = layout;
    this.provider = provider(layout.reader());
  }

  /** The JDK's reader, whatever other ones an application has on its class path. */
  private static ImageReaderSpi provider(String format) {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      boolean ofJdk = provider.getClass().getName().startsWith(JDK_READERS);
      if (ofJdk && Arrays.asList(provider.getFormatNames()).contains(format)) {
        return provider;
      }
    }
    throw new IllegalStateException("the JDK's reader for " + format + " is missing");
  }

  @Override
  public String name() {
    return in.name();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public synchronized RgbImage read(int left, int top, int wide, int high) throws IOException {
    if (closed) {
      throw new IllegalStateException("closed: " + in.name());
    }
    Region region = new Region(left, top, wide, high);
    region.requireInside(this);
    try {
      BufferedImage picture = kept;
      if (picture == null || !keptRegion.contains(region)) {
        if (region.area() < WORTH_KEEPING) {
          return RegionPixels.of(decode(region), new Region(0, 0, wide, high));
        }
        Region wanted = keepsRows(region) ? new Region(0, top, width, high) : region;
        // Two of them would need twice the memory.
        kept = null;
        picture = decode(wanted);
        kept = picture;
        keptRegion = wanted;
      }
      return RegionPixels.of(
          picture, new Region(left - keptRegion.left(), top - keptRegion.top(), wide, high));
    } catch (OutOfMemoryError e) {
      throw in.problem("there is not enough memory to decode " + region, e);
    }
  }

  private boolean keepsRows(Region region) {
    long bytes = (long) BYTES_PER_PIXEL * width * region.height();
    return layout.fromStart() && bytes <= Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  }

  private BufferedImage decode(Region region) throws IOException {
    ImageReader reader = provider.createReaderInstance();
    List<String> warnings = new ArrayList<>();
    try (FileParts stream = new FileParts(in, layout.parts())) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(stream, false, true);
      requireClaimedSize(reader);
      ImageReadParam wanted = reader.getDefaultReadParam();
      wanted.setSourceRegion(
          new Rectangle(region.left(), region.top(), region.width(), region.height()));
      BufferedImage picture = reader.read(0, wanted);
      if (picture.getWidth() != region.width() || picture.getHeight() != region.height()) {
        throw in.problem(
            "expected "
                + region
                + ", the decoder found "
                + picture.getWidth()
                + "x"
                + picture.getHeight());
      }
      for (String warning : warnings) {
        if (JpegStructure.tellsCorruption(warning)) {
          throw in.problem("corrupt JPEG data: " + warning);
        }
      }
      return picture;
    } catch (IOException | RuntimeException e) {
      throw failure(region, e);
    } finally {
      reader.dispose();
    }
  }

  private void requireClaimedSize(ImageReader reader) throws IOException {
    if (reader.getWidth(0) != width || reader.getHeight(0) != height) {
      throw in.problem(
          "the header claims "
              + width
              + "x"
              + height
              + " pixels, the decoder found "
              + reader.getWidth(0)
              + "x"
              + reader.getHeight(0));
    }
  }

  /** The JDK's readers answer corrupt data with all kinds of exceptions, and wrap errors. */
  private IOException failure(Region region, Exception e) {
    if (e instanceof UnreadableImageException || e instanceof ClosedByInterruptException) {
      return (IOException) e;
    }
    if (Throwables.getRootCause(e) instanceof OutOfMemoryError) {
      return in.problem("there is not enough memory to decode " + region, e);
    }
    return in.problem("corrupt " + layout.reader() + " data in " + region + ": " + e, e);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    kept = null;
    in.close();
  }

  @Override
  public String toString() {
    return "SlideImage[" + in.name() + ", " + width + "x" + height + "]";
  }
}
