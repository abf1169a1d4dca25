package io.cellclass;

/**
 * The eight ways of laying a square onto itself, applied to square pictures and to {@link
 * PerceptualHash}es.
 */
enum Symmetry {
  IDENTITY(false, false, false, "as it is"),
  MIRRORED(false, true, false, "mirrored left to right"),
  FLIPPED(false, false, true, "mirrored top to bottom"),
  HALF_TURN(false, true, true, "turned by 180 degrees"),
  TRANSPOSED(true, false, false, "mirrored on the diagonal"),
  QUARTER_TURN_RIGHT(true, true, false, "turned right by 90 degrees"),
  QUARTER_TURN_LEFT(true, false, true, "turned left by 90 degrees"),
  ANTITRANSPOSED(true, true, true, "mirrored on the other diagonal");

  private final boolean transposed;
  private final boolean columnsReversed;
  private final boolean rowsReversed;
  private final String description;

  /** Transposes first, then reverses. */
  Symmetry(boolean transposed, boolean columnsReversed, boolean rowsReversed, String description) {
    this.transposed = transposed;
    this.columnsReversed = columnsReversed;
    this.rowsReversed = rowsReversed;
    this.description = description;
  }

  /** What it does to a picture, in words. */
  String description() {
    return description;
  }

  /** The picture {@code [row * side + column]} laid so. */
  float[] of(float[] picture, int side) {
    float[] laid = new float[picture.length];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int row = rowsReversed ? side - 1 - y : y;
        int column = columnsReversed ? side - 1 - x : x;
        laid[y * side + x] = picture[transposed ? column * side + row : row * side + column];
      }
    }
    return laid;
  }

  /**
   * The hash of the picture laid so. Reversing columns negates the cosine coefficients of odd
   * horizontal frequency, reversing rows those of odd vertical one, transposing swaps the two.
   */
  long of(long hash) {
    long laid = transposed ? PerceptualHash.transposed(hash) : hash;
    laid ^= columnsReversed ? PerceptualHash.ODD_COLUMNS : 0;
    return laid ^ (rowsReversed ? PerceptualHash.ODD_ROWS : 0);
  }
}
