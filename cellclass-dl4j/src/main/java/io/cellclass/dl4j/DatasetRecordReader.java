package io.cellclass.dl4j;

import io.cellclass.Dataset;
import io.cellclass.Label;
import io.cellclass.Sample;
import io.cellclass.network.Preprocessing;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A data set as records of DataVec, to train a network of one's own in Deeplearning4j on it.
 *
 * <p>A record is the preprocessed image as {@code float32 [1][row][column][channel]} and the
 * position of its label among {@link Dataset#labels()}. With {@code new
 * RecordReaderDataSetIterator(reader, batch, 1, labels)} of deeplearning4j-datavec-iterators it
 * gives mini-batches. Like every reader of DataVec it is for one thread.
 */
public final class DatasetRecordReader extends BaseRecordReader {
  private static final long serialVersionUID = 1L;
  private final transient Dataset dataset;
  private final transient Preprocessing preprocessing;
  private Configuration configuration = new Configuration(false);
  private int next;

  /** A reader of a data set, each image prepared as a model's own preprocessing does. */
  public DatasetRecordReader(Dataset dataset, Preprocessing preprocessing) {
    this.dataset = dataset;
    this.preprocessing = preprocessing;
  }

  /** Not supported, although readers of DataVec are serializable: a data set is not. */
  private Object writeReplace() throws NotSerializableException {
    throw new NotSerializableException(DatasetRecordReader.class.getName());
  }

  /** Does nothing: the data set says what is read. */
  @Override
  public void initialize(InputSplit split) {}

  /** Does nothing: the data set says what is read. */
  @Override
  public void initialize(Configuration configuration, InputSplit split) {}

  @Override
  public boolean hasNext() {
    return next < dataset.size();
  }

  /**
   * The next image and its label.
   *
   * @throws NoSuchElementException behind the last one
   * @throws UncheckedIOException if the image cannot be read
   */
  @Override
  public List<Writable> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + dataset.size() + " images were read");
    }
    Sample sample = dataset.samples().get(next++);
    int size = preprocessing.size();
    try {
      INDArray image =
          Nd4j.createFromArray(preprocessing.apply(sample.image())).reshape(1, size, size, 3);
      return List.of(
          new NDArrayWritable(image), new IntWritable(dataset.labels().indexOf(sample.label())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Record nextRecord() {
    return new org.datavec.api.records.impl.Record(next(), null);
  }

  @Override
  public List<String> getLabels() {
    return dataset.labels().asList().stream().map(Label::name).toList();
  }

  @Override
  public void reset() {
    next = 0;
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  /** Not supported: records come from a data set, not from streams. */
  @Override
  public List<Writable> record(URI uri, DataInputStream stream) {
    throw new UnsupportedOperationException("records come from a data set, not from " + uri);
  }

  /** Not supported: records carry no metadata. */
  @Override
  public Record loadFromMetaData(RecordMetaData metadata) {
    throw new UnsupportedOperationException("records of a data set carry no metadata");
  }

  /** Not supported: records carry no metadata. */
  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> metadata) {
    throw new UnsupportedOperationException("records of a data set carry no metadata");
  }

  @Override
  public void setConf(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public Configuration getConf() {
    return configuration;
  }

  @Override
  public void close() {}
}
