package io.cellclass.segment.neural;

import io.cellclass.MalformedBundleException;
import io.cellclass.Provenance;
import io.cellclass.RgbImage;
import io.cellclass.network.NetworkBundle;
import io.cellclass.network.NetworkSession;
import io.cellclass.network.Shape;
import io.cellclass.segment.LabelMap;
import io.cellclass.segment.Segmenter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Finds the pixels of cells and of their nuclei by a U-Net, and parts cells that touch by a
 * watershed on how deep in a cell each pixel lies. One that has learnt from images of one cell each
 * sees them mirrored too, and takes the mean. Runs on the fastest {@link
 * io.cellclass.network.NetworkEngine} that is on the class path. Safe for concurrent use.
 */
public final class NetworkSegmenter implements Segmenter {
  static final String KIND = "segmenter";
  static final String SCALE = "scale";
  static final String CELLS = "cells";
  static final String ONE = "one";
  static final String MANY = "many";

  private final NetworkBundle bundle;
  private final InputScale scale;
  private final boolean single;
  private final Tiles tiles;
  private final NetworkSession session;

  private NetworkSegmenter(NetworkBundle bundle, NetworkSession session) {
    this.bundle = bundle;
    this.scale = InputScale.parse(Settings.required(bundle, SCALE));
    String cells = Settings.required(bundle, CELLS);
    if (!cells.equals(ONE) && !cells.equals(MANY)) {
      throw new IllegalArgumentException(
          "expected " + ONE + " or " + MANY + " cells, found " + cells);
    }
    this.single = cells.equals(ONE);
    Shape output = bundle.network().shape(bundle.network().outputs().get(0));
    if (output.channels() != SegmentationLoss.CHANNELS) {
      throw new IllegalArgumentException(
          "expected an output of " + SegmentationLoss.CHANNELS + " channels, found " + output);
    }
    this.tiles = new Tiles(bundle.network().input(), output);
    if (tiles.stride() != 1) {
      throw new IllegalArgumentException("expected an output of the input's size, found " + output);
    }
    scale.requireFor(bundle.network().input());
    this.session = single ? new MirroredViews(session, bundle.network().input()) : session;
  }

  /**
   * Reads a segmenter.
   *
   * @throws MalformedBundleException if the file is not a whole, unaltered segmenter
   * @throws IllegalStateException if no engine is on the class path, or it gives other answers than
   *     those in the file
   * @throws IOException if the file cannot be read
   */
  public static NetworkSegmenter load(Path file) throws IOException {
    NetworkBundle bundle = NetworkBundle.read(file, KIND);
    try {
      return open(bundle);
    } catch (IllegalArgumentException e) {
      throw new MalformedBundleException(file + ": not a segmenter: " + e.getMessage(), e);
    }
  }

  static NetworkSegmenter open(NetworkBundle bundle) {
    return Engines.open(bundle, session -> new NetworkSegmenter(bundle, session));
  }

  /** How the segmenter came to be. */
  public Provenance provenance() {
    return bundle.provenance();
  }

  @Override
  public LabelMap segment(RgbImage image) {
    Tiles.OutputMap map = tiles.run(session, scale.apply(image));
    return CellMaps.cells(map, image.width(), image.height(), single);
  }

  /**
   * Writes the segmenter: the file is there as a whole or stays as it was.
   *
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    bundle.write(file);
  }

  @Override
  public void close() {
    session.close();
  }
}
