package io.cellclass.testkit;

/** How much of each dye light passes at a point; 1 is a well-stained thickness of each. Mutable. */
final class Dyes {
  /** The red cells' own colour, with the eosin that it binds. */
  double haemoglobin;

  /** Azure on chromatin and basophilic granules: purple. */
  double azure;

  /** Eosin on granules and cytoplasm: red-orange. */
  double eosin;

  /** Methylene blue on the cytoplasm's RNA: grey-blue. */
  double blue;

  void clear() {
    haemoglobin = 0;
    azure = 0;
    eosin = 0;
    blue = 0;
  }

  /** Leaves this part of every dye. */
  void fade(double part) {
    haemoglobin *= part;
    azure *= part;
    eosin *= part;
    blue *= part;
  }
}
