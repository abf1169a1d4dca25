package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.TrainingListener;
import io.cellclass.network.Network;
import io.cellclass.network.NetworkEngine;
import io.cellclass.network.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Computes a network's outputs for samples: the features that a head is trained on. */
final class FeatureExtractor implements AutoCloseable {
  private final Preprocessing preprocessing;
  private final ImagePipeline pipeline;
  private final FeatureSession session;

  /**
   * The extractor for a network, on the fastest engine that computes it; the pipeline stays the
   * caller's.
   */
  FeatureExtractor(Network network, Preprocessing preprocessing, ImagePipeline pipeline) {
    this.preprocessing = preprocessing;
    this.pipeline = pipeline;
    this.session =
        FeatureSession.open(
            network,
            preprocessing,
            NetworkEngine.find().filter(engine -> !(engine instanceof Dl4jNetworkEngine)));
  }

  /** The name of the engine that computes the features. */
  String engine() {
    return session.engine();
  }

  /**
   * The features of samples as they are.
   *
   * @return for each sample, for each output of the network, its values
   */
  List<float[][]> extract(List<Sample> samples, String stage, TrainingListener listener)
      throws IOException {
    return extract(samples, (sample, image) -> preprocessing.apply(image), stage, listener);
  }

  /**
   * The features of one augmented view of each sample.
   *
   * @param view the number of the view: another one gives another image
   */
  List<float[][]> extract(
      List<Sample> samples,
      Augmentation augmentation,
      long seed,
      int view,
      String stage,
      TrainingListener listener)
      throws IOException {
    return extract(
        samples,
        (sample, image) ->
            preprocessing.apply(
                image, even -> augmentation.apply(even, RandomStreams.of(seed, view, sample.id()))),
        stage,
        listener);
  }

  private List<float[][]> extract(
      List<Sample> samples, Viewing viewing, String stage, TrainingListener listener)
      throws IOException {
    List<float[][]> features = new ArrayList<>(samples.size());
    pipeline.run(
        samples,
        NetworkRunner.LARGEST_BATCH,
        sample -> viewing.view(sample, sample.image()),
        batch -> {
          features.addAll(session.session().run(batch));
          listener.progressed(stage, features.size(), samples.size());
        });
    return features;
  }

  private interface Viewing {
    float[] view(Sample sample, RgbImage image);
  }

  @Override
  public void close() {
    session.close();
  }
}
