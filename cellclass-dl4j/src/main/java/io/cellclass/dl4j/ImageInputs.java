package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.TrainingListener;
import io.cellclass.dl4j.EpochOrder.Draw;
import io.cellclass.network.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs of a whole network: images that are augmented anew in each epoch, prepared on all
 * cores while the network learns.
 */
final class ImageInputs implements TrainingInputs {
  /** Enough to level out images that take longer, and a few megabytes at the usual sizes. */
  private static final int BATCHES_AHEAD = 4;

  private final List<Sample> training;
  private final List<Sample> validation;
  private final int[] classes;
  private final int[] validationClasses;
  private final int classCount;
  private final Preprocessing preprocessing;
  private final Augmentation augmentation;
  private final long seed;
  private final ImagePipeline pipeline;
  private final TrainingListener listener;
  private final DecodedImages images;

  /** The images of these sets, kept where there is room; the pipeline stays the caller's. */
  ImageInputs(
      Dataset training,
      Dataset validation,
      Preprocessing preprocessing,
      Augmentation augmentation,
      long seed,
      ImagePipeline pipeline,
      TrainingListener listener,
      DecodedImages images) {
    this.training = training.samples();
    this.validation = validation.samples();
    this.classes = TrainingRecord.classes(training);
    this.validationClasses = TrainingRecord.classes(validation);
    this.classCount = training.labels().size();
    this.preprocessing = preprocessing;
    this.augmentation = augmentation;
    this.seed = seed;
    this.pipeline = pipeline;
    this.listener = listener;
    this.images = images;
  }

  @Override
  public int classCount() {
    return classCount;
  }

  @Override
  public int[] classes() {
    return classes;
  }

  @Override
  public int[] validationClasses() {
    return validationClasses;
  }

  @Override
  public void training(int epoch, List<Draw> draws, int batch, Taker taker) throws IOException {
    int[] done = {0};
    pipeline.<Draw, float[]>run(
        draws,
        batch,
        BATCHES_AHEAD,
        draw -> augmented(epoch, draw),
        inputs -> {
          taker.take(inputs);
          done[0] += inputs.size();
          listener.progressed("images of the epoch", done[0], draws.size());
        });
  }

  /** A few inputs as {@link #training} hands them on, of which nobody is told. */
  List<float[]> augmented(int epoch, List<Draw> draws) throws IOException {
    List<float[]> few = new ArrayList<>(draws.size());
    pipeline.<Draw, float[]>run(
        draws, draws.size(), 1, draw -> augmented(epoch, draw), few::addAll);
    return few;
  }

  /** An image that an epoch draws again looks different. */
  private float[] augmented(int epoch, Draw draw) throws IOException {
    Sample sample = training.get(draw.image());
    String stream = draw.repetition() == 0 ? sample.id() : sample.id() + "#" + draw.repetition();
    RgbImage image = images.image(sample);
    return preprocessing.apply(
        image, even -> augmentation.apply(even, RandomStreams.of(seed, epoch, stream)));
  }

  @Override
  public void validation(Taker taker) throws IOException {
    pipeline.<Sample, float[]>run(
        validation,
        NetworkRunner.LARGEST_BATCH,
        BATCHES_AHEAD,
        sample -> preprocessing.apply(images.image(sample)),
        taker::take);
  }

  /** Another pass over all images would cost a third of an epoch. */
  @Override
  public boolean plain(Taker taker) {
    return false;
  }
}
