package io.cellclass.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a {@link Descent} takes steps on. */
interface Descendable {
  /** The parameters as one row. A view: what is written to it changes the network. */
  INDArray parameters();

  /** The gradient of the last mini-batch as one row, as long as the parameters. A view. */
  INDArray gradient();

  /** What the parameters are, in rising order and without gaps. */
  List<ParameterRange> ranges();
}
