package io.cellclass;

/** The fields of a TIFF directory that pixels depend on. */
enum TiffTag {
  WIDTH(256, Kind.SHORT_OR_LONG),
  HEIGHT(257, Kind.SHORT_OR_LONG),
  BITS_PER_SAMPLE(258, Kind.SHORT),
  COMPRESSION(259, Kind.SHORT),
  PHOTOMETRIC(262, Kind.SHORT),
  FILL_ORDER(266, Kind.SHORT),
  STRIP_OFFSETS(273, Kind.SHORT_OR_LONG),
  SAMPLES_PER_PIXEL(277, Kind.SHORT),
  ROWS_PER_STRIP(278, Kind.SHORT_OR_LONG),
  STRIP_LENGTHS(279, Kind.SHORT_OR_LONG),
  PLANAR_CONFIGURATION(284, Kind.SHORT),
  PREDICTOR(317, Kind.SHORT),
  COLOR_MAP(320, Kind.SHORT),
  TILE_WIDTH(322, Kind.SHORT_OR_LONG),
  TILE_HEIGHT(323, Kind.SHORT_OR_LONG),
  TILE_OFFSETS(324, Kind.SHORT_OR_LONG),
  TILE_LENGTHS(325, Kind.SHORT_OR_LONG),
  EXTRA_SAMPLES(338, Kind.SHORT),
  SAMPLE_FORMAT(339, Kind.SHORT),
  JPEG_TABLES(347, Kind.BYTES),
  YCBCR_COEFFICIENTS(529, Kind.RATIONAL),
  YCBCR_SUBSAMPLING(530, Kind.SHORT),
  YCBCR_POSITIONING(531, Kind.SHORT),
  REFERENCE_BLACK_WHITE(532, Kind.RATIONAL);

  private static final int SHORT_TYPE = 3;
  private static final int LONG_TYPE = 4;
  private static final int RATIONAL_TYPE = 5;
  private static final int UNDEFINED_TYPE = 7;

  private enum Kind {
    SHORT,
    SHORT_OR_LONG,
    RATIONAL,
    BYTES
  }

  private final int number;
  private final Kind kind;

  TiffTag(int number, Kind kind) {
    this.number = number;
    this.kind = kind;
  }

  int number() {
    return number;
  }

  /**
   * Whether values may have this type. ImageIO passes over a field of a wrong type, and so gets
   * other pixels.
   */
  boolean allows(int type) {
    return switch (kind) {
      case SHORT -> type == SHORT_TYPE;
      case SHORT_OR_LONG -> type == SHORT_TYPE || type == LONG_TYPE;
      case RATIONAL -> type == RATIONAL_TYPE;
      case BYTES -> type == UNDEFINED_TYPE;
    };
  }
}
