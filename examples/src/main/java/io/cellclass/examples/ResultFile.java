package io.cellclass.examples;

import io.cellclass.LabelSet;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Results that are written as they come, and that a later run can go on with. Until all are there
 * they are in a file of their own beside the one that is named, with the ending {@code .part}.
 */
final class ResultFile implements Closeable {
  private final Path file;
  private final Path part;
  private final LineFormat format;
  private final LabelSet labels;
  private final @Nullable Double leastConfidence;
  private final Set<String> done = new HashSet<>();
  private final OutputStream out;

  private ResultFile(
      Path file,
      Path part,
      LineFormat format,
      LabelSet labels,
      @Nullable Double leastConfidence,
      boolean resume)
      throws IOException {
    this.file = file;
    this.part = part;
    this.format = format;
    this.labels = labels;
    this.leastConfidence = leastConfidence;
    long whole = resume && Files.exists(part) ? readDone() : 0;
    if (whole > 0) {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.truncate(whole);
      }
    }
    this.out =
        Files.newOutputStream(
            part,
            StandardOpenOption.CREATE,
            whole > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    if (whole == 0) {
      write(format.header(labels));
    }
  }

  /**
   * Opens results for writing.
   *
   * @param named a file that ends as a {@link LineFormat} does
   * @param resume whether to go on with an unfinished run, or else add to what is there
   * @throws FileAlreadyExistsException if there is an unfinished run and none is to be resumed
   */
  static ResultFile open(
      OutputFile named, LabelSet labels, @Nullable Double leastConfidence, boolean resume)
      throws IOException {
    Path file = named.path();
    Path part = part(file);
    if (resume && Files.notExists(part) && Files.exists(file)) {
      Files.copy(file, part);
    }
    return new ResultFile(file, part, format(file), labels, leastConfidence, resume);
  }

  /**
   * Whether results can be written to a file of this name; nothing is changed yet.
   *
   * @throws FileAlreadyExistsException as {@link #open} does
   * @throws IllegalArgumentException if its ending is that of no format
   */
  static void check(OutputFile named, boolean resume) throws IOException {
    format(named.path());
    Path part = part(named.path());
    if (!resume && Files.exists(part)) {
      throw new FileAlreadyExistsException(
          part + ": the results of a run that did not end; --resume goes on with them");
    }
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private static LineFormat format(Path file) {
    for (LineFormat format : LineFormat.values()) {
      if (file.toString().endsWith(format.ending())) {
        return format;
      }
    }
    throw new IllegalArgumentException("must end in .csv or .jsonl, not as " + file.getFileName());
  }

  /**
   * Takes up what an earlier run has written.
   *
   * @return the bytes up to the end of the last whole record
   */
  private long readDone() throws IOException {
    byte[] header = format.header(labels).getBytes(StandardCharsets.UTF_8);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(part))) {
      byte[] found = in.readNBytes(header.length);
      if (found.length < header.length) {
        return 0;
      }
      if (!Arrays.equals(found, header)) {
        throw new IOException(
            part
                + ": expected the results of a classifier with the labels "
                + labels
                + ", found the header "
                + new String(found, StandardCharsets.UTF_8).strip());
      }
      return header.length + readRecords(in);
    }
  }

  private long readRecords(InputStream in) throws IOException {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    long whole = 0;
    boolean betweenQuotes = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      record.write(b);
      betweenQuotes ^= b == '"';
      if (b == '\n' && format.endsRecord(betweenQuotes)) {
        whole += record.size();
        done.add(format.file(record.toString(StandardCharsets.UTF_8)));
        record.reset();
        betweenQuotes = false;
      }
    }
    return whole;
  }

  /** Whether an earlier run has written what was said of a file. */
  boolean has(Path image) {
    return done.contains(image.toString());
  }

  /** Writes what was said of a file. */
  void write(ClassifiedFile classified) throws IOException {
    write(format.record(classified, labels, leastConfidence));
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives the file its name, now that all is in it. */
  void finish() throws IOException {
    out.close();
    OutputFile.replace(part, file, Files::move);
  }

  /** Leaves what was written to be gone on with, unless it is finished. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
