package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.Sample;
import io.cellclass.testkit.BloodSmears;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws cells into a folder per class, as a person would keep real ones. */
final class SyntheticCells {
  private SyntheticCells() {}

  static Dataset draw(Path folder, int imagesPerClass, long seed, Progress progress)
      throws IOException {
    Dataset drawn = BloodSmears.dataset(imagesPerClass, seed);
    List<Sample> written = new ArrayList<>();
    for (Sample sample : drawn.samples()) {
      written.add(write(sample, folder));
      progress.progressed("drawing cells", written.size(), drawn.size());
    }
    return Datasets.of(drawn.labels(), written);
  }

  private static Sample write(Sample sample, Path folder) throws IOException {
    String className = sample.label().name();
    String fileName = sample.id() + ".png";
    Path file = Files.createDirectories(folder.resolve(className)).resolve(fileName);
    if (!ImageIO.write(sample.image().toBufferedImage(), "png", file.toFile())) {
      throw new IOException(file + ": the picture cannot be written");
    }
    return new Sample(className + "/" + fileName, sample.label(), ImageSource.file(file));
  }
}
