package io.cellclass.augment;

/** Three rows of three numbers, to be multiplied with columns (a, b, c). */
record Matrix3(
    double xa,
    double xb,
    double xc,
    double ya,
    double yb,
    double yc,
    double za,
    double zb,
    double zc) {
  double x(double a, double b, double c) {
    return xa * a + xb * b + xc * c;
  }

  double y(double a, double b, double c) {
    return ya * a + yb * b + yc * c;
  }

  double z(double a, double b, double c) {
    return za * a + zb * b + zc * c;
  }

  /** This matrix times another: what applies the other first. */
  Matrix3 times(Matrix3 first) {
    return new Matrix3(
        x(first.xa, first.ya, first.za),
        x(first.xb, first.yb, first.zb),
        x(first.xc, first.yc, first.zc),
        y(first.xa, first.ya, first.za),
        y(first.xb, first.yb, first.zb),
        y(first.xc, first.yc, first.zc),
        z(first.xa, first.ya, first.za),
        z(first.xb, first.yb, first.zb),
        z(first.xc, first.yc, first.zc));
  }

  /** By cofactors. */
  Matrix3 inverse() {
    double a = yb * zc - yc * zb;
    double b = yc * za - ya * zc;
    double c = ya * zb - yb * za;
    double d = xa * a + xb * b + xc * c;
    return new Matrix3(
        a / d,
        (xc * zb - xb * zc) / d,
        (xb * yc - xc * yb) / d,
        b / d,
        (xa * zc - xc * za) / d,
        (xc * ya - xa * yc) / d,
        c / d,
        (xb * za - xa * zb) / d,
        (xa * yb - xb * ya) / d);
  }
}
