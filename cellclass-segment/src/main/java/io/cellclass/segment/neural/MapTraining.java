package io.cellclass.segment.neural;

import io.cellclass.RandomStreams;
import io.cellclass.TrainingDivergedException;
import io.cellclass.network.Network;
import io.cellclass.network.OutputLoss;
import io.cellclass.network.TrainingEngine;
import io.cellclass.network.TrainingSession;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains a network from images to maps: Adam, with a learning rate that rises over the first epoch
 * and then falls along a cosine (Loshchilov and Hutter 2017). The weights of the epoch with the
 * lowest validation loss are kept.
 *
 * @param epochs the number of epochs
 * @param batch the number of images in a mini-batch
 * @param learningRate the highest learning rate
 * @param seed of the order of images and of their views
 * @param checkpoint where to go on from and where to keep the state after each epoch
 * @param listener told after each epoch
 */
record MapTraining(
    int epochs,
    int batch,
    double learningRate,
    long seed,
    Optional<TrainingCheckpoint> checkpoint,
    Consumer<EpochLoss> listener) {

  /** An image as it is shown, and what the network should make of it. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
  record Example(float[] input, float[] target) {}

  /** Gives the examples. Safe for concurrent use; the same arguments give the same example. */
  interface Examples {
    /** The number of training images. */
    int size();

    /** A training image in an epoch. */
    Example training(int image, int epoch) throws IOException;

    /** The images that are not trained on. */
    List<Example> validation() throws IOException;

    /** The loss of a mini-batch. */
    OutputLoss loss(List<float[]> targets);
  }

  Network train(Network start, Examples examples) throws IOException {
    TrainingEngine engine =
        TrainingEngine.find()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "nothing on the class path trains networks: add cellclass-dl4j"));
    try (TrainingSession session = engine.open(start)) {
      return train(session, examples, examples.validation());
    }
  }

  private Network train(TrainingSession session, Examples examples, List<Example> validation)
      throws IOException {
    TrainingProgress progress = TrainingProgress.first(session.network());
    if (checkpoint.isPresent()) {
      progress = checkpoint.get().resume(session).orElse(progress);
    }
    for (int epoch = progress.epoch() + 1; epoch <= epochs; epoch++) {
      long start = System.nanoTime();
      double loss = epoch(session, examples, epoch);
      double unseen = validationLoss(session, examples, validation);
      if (!Double.isFinite(loss)) {
        throw new TrainingDivergedException(epoch, loss);
      }
      if (!Double.isFinite(unseen)) {
        throw new TrainingDivergedException(epoch, "the validation loss is " + unseen);
      }
      progress = progress.after(epoch, unseen, session);
      if (checkpoint.isPresent()) {
        checkpoint.get().write(session, progress);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      listener.accept(new EpochLoss(epoch, epochs, loss, unseen, rate(epoch), seconds));
    }
    return progress.best();
  }

  private double epoch(TrainingSession session, Examples examples, int epoch) throws IOException {
    int[] order = order(examples.size(), epoch);
    int steps = (order.length + batch - 1) / batch;
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while training");
      }
      int[] images =
          IntStream.range(step * batch, Math.min(order.length, (step + 1) * batch))
              .map(i -> order[i])
              .toArray();
      List<Example> drawn = new ArrayList<>();
      for (int image : images) {
        drawn.add(examples.training(image, epoch));
      }
      OutputLoss loss = examples.loss(drawn.stream().map(Example::target).toList());
      double rate = rate(epoch - 1 + (step + 1.0) / steps);
      sum += images.length * session.step(drawn.stream().map(Example::input).toList(), loss, rate);
    }
    return sum / order.length;
  }

  private int[] order(int size, int epoch) {
    int[] order = IntStream.range(0, size).toArray();
    var random = RandomStreams.of(seed, epoch, "order");
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int image = order[i];
      order[i] = order[other];
      order[other] = image;
    }
    return order;
  }

  /** The learning rate when so many epochs are done. */
  private double rate(double done) {
    if (done < 1) {
      return learningRate * done;
    }
    return learningRate * (1 + Math.cos(Math.PI * (done - 1) / Math.max(1, epochs - 1))) / 2;
  }

  private double validationLoss(
      TrainingSession session, Examples examples, List<Example> validation) {
    double sum = 0;
    for (int from = 0; from < validation.size(); from += batch) {
      List<Example> part = validation.subList(from, Math.min(validation.size(), from + batch));
      List<float[]> outputs = session.run(part.stream().map(Example::input).toList());
      int length = outputs.get(0).length;
      float[] all = new float[part.size() * length];
      for (int i = 0; i < part.size(); i++) {
        System.arraycopy(outputs.get(i), 0, all, i * length, length);
      }
      OutputLoss loss = examples.loss(part.stream().map(Example::target).toList());
      sum += part.size() * loss.of(all, new float[all.length]);
    }
    return sum / validation.size();
  }
}
