package io.cellclass.examples;

import io.cellclass.Prediction;
import java.nio.file.Path;

/** An image file and what the classifier said of it. */
record ClassifiedFile(Path file, Prediction prediction) {}
