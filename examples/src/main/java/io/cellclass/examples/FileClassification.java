package io.cellclass.examples;

import io.cellclass.ClassificationListener;
import io.cellclass.Classifier;
import io.cellclass.ImageSource;
import io.cellclass.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Classifies files one after the other, and goes on without those that cannot be read. */
final class FileClassification implements ClassificationListener {
  /** What takes the results, in the order of the files. */
  interface Sink {
    void accept(ClassifiedFile file) throws IOException;
  }

  private final List<Path> files;
  private final Iterator<Path> next;
  private final Progress progress;
  private final UnreadableImages unreadable;
  private final Sink sink;
  private int done;

  FileClassification(List<Path> files, Console console, UnreadableImages unreadable, Sink sink) {
    this.files = files;
    this.next = files.iterator();
    this.progress = new Progress(console);
    this.unreadable = unreadable;
    this.sink = sink;
  }

  /** Hands on what is said of each file that can be read. */
  void classify(Classifier classifier) throws IOException {
    classifier.classify(files.stream().map(ImageSource::file).toList(), this);
  }

  @Override
  public void classified(ImageSource source, Prediction prediction) throws IOException {
    sink.accept(new ClassifiedFile(next.next(), prediction));
    progress.progressed("classifying", ++done, files.size());
  }

  @Override
  public void unreadable(ImageSource source, IOException problem) throws IOException {
    unreadable.report(next.next().toString(), problem);
    progress.progressed("classifying", ++done, files.size());
  }
}
