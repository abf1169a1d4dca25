package io.cellclass.segment.measure;

/** What lengths are measured in; areas in its square. */
public enum LengthUnit {
  /** The side of a pixel. */
  PIXEL("px"),
  /** A thousandth of a millimetre. */
  MICROMETRE("um");

  private final String symbol;

  LengthUnit(String symbol) {
    this.symbol = symbol;
  }

  /** As it stands in headers of tables, in ASCII. */
  public String symbol() {
    return symbol;
  }
}
