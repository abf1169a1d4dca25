package io.cellclass.examples;

import io.cellclass.Dataset;
import io.cellclass.EvaluationListener;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.slide.SlideImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports images that cannot be read, a line each, and lets the work go on without them. */
final class UnreadableImages {
  private final Console console;
  private int count;

  UnreadableImages(Console console) {
    this.console = console;
  }

  /**
   * Reports an image.
   *
   * @throws IOException the problem, if it is that the work is to stop
   */
  void report(String name, IOException problem) throws IOException {
    if (problem instanceof ClosedByInterruptException
        || problem instanceof InterruptedIOException) {
      throw problem;
    }
    count++;
    String line = Failures.line(problem);
    console.note("cellclass: " + (line.contains(name) ? line : name + ": " + line));
  }

  /** The image of a file, if it can be decoded. */
  Optional<RgbImage> read(Path file) throws IOException {
    try {
      return Optional.of(RgbImage.read(file));
    } catch (IOException problem) {
      report(file.toString(), problem);
      return Optional.empty();
    }
  }

  /** The image of a file of any size, if it can be read. */
  Optional<SlideImage> open(Path file) throws IOException {
    try {
      return Optional.of(SlideImage.open(file));
    } catch (IOException problem) {
      report(file.toString(), problem);
      return Optional.empty();
    }
  }

  /** Those whose image and mask can be decoded. */
  List<MaskedImage> leaveOut(List<MaskedImage> images) throws IOException {
    List<MaskedImage> readable = new ArrayList<>();
    for (MaskedImage image : images) {
      try {
        image.image().read();
        image.truth().read();
        readable.add(image);
      } catch (IOException problem) {
        report(image.image().name(), problem);
      }
    }
    return readable;
  }

  /** The samples whose images can be decoded. */
  Dataset leaveOut(Dataset dataset, Progress progress) throws IOException {
    Set<String> unreadable = new HashSet<>();
    int done = 0;
    for (Sample sample : dataset.samples()) {
      try {
        sample.image();
      } catch (IOException problem) {
        unreadable.add(sample.id());
        report(sample.source().name(), problem);
      }
      progress.progressed("checking images", ++done, dataset.size());
    }
    return dataset.where(sample -> !unreadable.contains(sample.id()));
  }

  /** Has an evaluation leave them out. */
  EvaluationListener evaluationListener(String stage, Progress progress) {
    return new EvaluationListener() {
      @Override
      public void progressed(int done, int total) {
        progress.progressed(stage, done, total);
      }

      @Override
      public void unreadable(Sample sample, IOException problem) throws IOException {
        report(sample.source().name(), problem);
      }
    };
  }

  /** What the process ends with when nothing else went wrong. */
  int exitStatus() {
    return count == 0 ? ExitStatus.OK : ExitStatus.UNREADABLE_IMAGES;
  }
}
