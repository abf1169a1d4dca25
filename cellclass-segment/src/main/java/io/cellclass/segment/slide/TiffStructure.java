package io.cellclass.segment.slide;

import io.cellclass.segment.slide.FileParts.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The structure of a TIFF file (revision 6.0), of which the first page is handed on alone. */
final class TiffStructure {
  private static final int UNCOMPRESSED = 1;
  private static final int LZW = 5;
  private static final int JPEG = 7;
  private static final int DEFLATE = 8;
  private static final int OLD_DEFLATE = 32946;
  private static final int PACK_BITS = 32773;
  private static final Set<Long> COMPRESSIONS =
      Set.of(
          (long) UNCOMPRESSED,
          (long) LZW,
          (long) JPEG,
          (long) DEFLATE,
          (long) OLD_DEFLATE,
          (long) PACK_BITS);

  /** Samples of a pixel by photometric interpretation: black is zero, RGB, YCbCr. */
  private static final Map<Long, Set<Long>> SAMPLES =
      Map.of(1L, Set.of(1L, 2L), 2L, Set.of(3L, 4L), 6L, Set.of(3L));

  /** What is compressed is decoded whole, tile by tile or strip by strip. */
  private static final long MOST_BYTES = 64 << 20;

  private static final long MOST_TILES = 1 << 20;
  private static final long LONGEST_FILE = 0xffff_ffffL;

  private final FileBytes in;
  private final TiffFields fields;

  private TiffStructure(FileBytes in) throws IOException {
    this.in = in;
    in.order(in.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    this.fields = TiffFields.first(in);
  }

  static ImageSize size(FileBytes in) throws IOException {
    TiffFields fields = new TiffStructure(in).fields;
    return new ImageSize(fields.required(TiffFields.WIDTH), fields.required(TiffFields.HEIGHT));
  }

  static FileLayout layout(FileBytes in) throws IOException {
    return new TiffStructure(in).layout();
  }

  private FileLayout layout() throws IOException {
    String obstacle = obstacleOfSamples();
    if (obstacle.isEmpty()) {
      obstacle = fields.has(TiffFields.TILE_OFFSETS) ? obstacleOfTiles() : obstacleOfStrips();
    }
    if (!obstacle.isEmpty()) {
      return FileLayout.whole("TIFF", obstacle);
    }
    // A directory begins at an even byte.
    long start = in.size() + in.size() % 2;
    byte[] directory = fields.directory();
    if (start + directory.length > LONGEST_FILE) {
      throw in.problem("a TIFF file has up to 4 GB, not " + in.size() + " bytes");
    }
    byte[] pointer = ByteBuffer.allocate(4).order(in.order()).putInt((int) start).array();
    byte[] end = new byte[(int) (start - in.size()) + directory.length];
    System.arraycopy(directory, 0, end, end.length - directory.length, directory.length);
    List<Part> parts =
        List.of(Part.ofFile(0, 4), Part.of(pointer), Part.ofFile(8, in.size() - 8), Part.of(end));
    return new FileLayout("TIFF", parts, false, "");
  }

  private String obstacleOfSamples() throws IOException {
    List<Long> bits = fields.values(TiffFields.BITS_PER_SAMPLE, 1);
    long samples = fields.only(TiffFields.SAMPLES_PER_PIXEL, 1);
    long photometric = fields.required(TiffFields.PHOTOMETRIC);
    List<Long> formats = fields.values(TiffFields.SAMPLE_FORMAT, 1);
    boolean plain =
        bits.stream().allMatch(value -> value == 8)
            && bits.size() == samples
            && formats.stream().allMatch(format -> format == 1)
            && SAMPLES.getOrDefault(photometric, Set.of()).contains(samples);
    if (!plain) {
      return "it is not of 8 bits grey or RGB";
    }
    if (fields.only(TiffFields.PLANAR_CONFIGURATION, 1) != 1) {
      return "its colours are in separate planes";
    }
    if (fields.only(TiffFields.FILL_ORDER, 1) != 1) {
      return "its bits are in reverse order";
    }
    long compression = compression();
    return COMPRESSIONS.contains(compression) ? "" : "it is of compression " + compression;
  }

  private long compression() throws IOException {
    return fields.only(TiffFields.COMPRESSION, UNCOMPRESSED);
  }

  private String obstacleOfTiles() throws IOException {
    long width = fields.required(TiffFields.TILE_WIDTH);
    long height = fields.required(TiffFields.TILE_HEIGHT);
    if (width < 1 || height < 1 || Math.max(width, height) > Integer.MAX_VALUE) {
      throw in.problem("the TIFF file claims tiles of " + width + "x" + height);
    }
    long across = (fields.required(TiffFields.WIDTH) + width - 1) / width;
    long down = (fields.required(TiffFields.HEIGHT) + height - 1) / height;
    requireParts(TiffFields.TILE_OFFSETS, TiffFields.TILE_LENGTHS, across * down);
    return obstacleOfSize("tiles", width, height);
  }

  private String obstacleOfStrips() throws IOException {
    long width = fields.required(TiffFields.WIDTH);
    long height = fields.required(TiffFields.HEIGHT);
    long rows = Math.min(height, fields.only(TiffFields.ROWS_PER_STRIP, height));
    if (rows < 1) {
      throw in.problem("the TIFF file claims strips of " + rows + " rows");
    }
    requireParts(TiffFields.STRIP_OFFSETS, TiffFields.STRIP_LENGTHS, (height + rows - 1) / rows);
    return obstacleOfSize("strips", width, rows);
  }

  private String obstacleOfSize(String what, long width, long height) throws IOException {
    double bytes = (double) width * height * fields.only(TiffFields.SAMPLES_PER_PIXEL, 1);
    // A tile is allocated whole even where it is not compressed; of a strip the rows that are asked
    // for are read.
    boolean read = compression() == UNCOMPRESSED && what.equals("strips");
    return read || bytes <= MOST_BYTES
        ? ""
        : "its " + what + " of " + width + "x" + height + " pixels are too large";
  }

  /** Checks that there are as many tiles or strips as the size asks for, each within the file. */
  private void requireParts(int offsets, int lengths, long expected) throws IOException {
    if (expected > MOST_TILES
        || fields.count(offsets) != expected
        || fields.count(lengths) != expected) {
      throw in.problem(
          "expected "
              + expected
              + " TIFF tiles or strips (at most "
              + MOST_TILES
              + "), found "
              + fields.count(offsets)
              + " offsets and "
              + fields.count(lengths)
              + " lengths");
    }
    long[] starts = fields.values(offsets);
    long[] sizes = fields.values(lengths);
    for (int i = 0; i < starts.length; i++) {
      in.require(starts[i], sizes[i]);
    }
  }
}
