package io.cellclass.dl4j;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What ND4J's native library can do. */
final class NativeLibrary {
  private NativeLibrary() {}

  /** Whether the library was built with oneDNN. ND4J's own flag says yes whether it was or not. */
  static boolean hasOneDnn() {
    // The holder is filled by the first use of Nd4j.
    Nd4j.getExecutioner();
    return NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN");
  }
}
