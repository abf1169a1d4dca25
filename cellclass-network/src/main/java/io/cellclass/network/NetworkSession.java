package io.cellclass.network;

import java.util.List;

/** A network that is ready to be run. Safe for concurrent use. */
public interface NetworkSession extends AutoCloseable {
  /**
   * The values of the network's outputs.
   *
   * @param images for each image its {@code [row][column][channel]} values, as {@link
   *     Preprocessing#apply} gives them
   * @return for each image, for each output, its values
   * @throws IllegalStateException after {@link #close()}
   */
  List<float[][]> run(List<float[]> images);

  /** Frees the network's memory. Closing twice does nothing. */
  @Override
  void close();
}
