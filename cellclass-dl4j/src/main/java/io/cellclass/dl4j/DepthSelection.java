package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.Split;
import io.cellclass.TrainingListener;
import io.cellclass.network.Backbone;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses the blocks of InceptionV3 that tell some images apart best, by cross-validation. */
final class DepthSelection {
  /** More images than this would take longer and choose no better. */
  private static final int MOST_IMAGES = 800;

  /**
   * A deeper choice must lower the loss by this share of it: every block deeper costs time in each
   * classification.
   */
  private static final double WORTHWHILE = 0.01;

  private static final double LAMBDA = 0.03;
  private static final int[] WIDTHS = {2, 3, 5};

  private final Backbone backbone;
  private final Preprocessing preprocessing;
  private final Augmentation augmentation;
  private final long seed;
  private final ImagePipeline pipeline;
  private final TrainingListener listener;

  DepthSelection(
      Backbone backbone,
      Preprocessing preprocessing,
      Augmentation augmentation,
      long seed,
      ImagePipeline pipeline,
      TrainingListener listener) {
    this.backbone = backbone;
    this.preprocessing = preprocessing;
    this.augmentation = augmentation;
    this.seed = seed;
    this.pipeline = pipeline;
    this.listener = listener;
  }

  /**
   * The candidates, the shallowest first: two, three or five neighbouring blocks, as positions in
   * {@link InceptionV3#BLOCKS}.
   */
  static List<List<Integer>> candidates() {
    List<List<Integer>> candidates = new ArrayList<>();
    for (int deepest = 1; deepest < InceptionV3.BLOCKS.size(); deepest++) {
      for (int width : WIDTHS) {
        if (deepest + 1 >= width) {
          candidates.add(IntStream.rangeClosed(deepest + 1 - width, deepest).boxed().toList());
        }
      }
    }
    return candidates;
  }

  List<String> choose(Dataset training) throws IOException {
    Dataset few = atMost(training);
    List<float[][]> plain;
    List<float[][]> augmented;
    try (FeatureExtractor extractor =
        new FeatureExtractor(
            PooledBlocks.of(backbone, preprocessing.size(), InceptionV3.BLOCKS),
            preprocessing,
            pipeline)) {
      plain = extractor.extract(few.samples(), "depth selection features", listener);
      augmented =
          extractor.extract(
              few.samples(),
              augmentation,
              seed,
              1,
              "depth selection features, augmented",
              listener);
    }
    FeatureCrossValidation folds =
        FeatureCrossValidation.of(
            few.samples(), TrainingRecord.classes(few), few.labels().size(), seed);
    List<List<Integer>> candidates = candidates();
    List<Integer> best = candidates.get(0);
    double bestLoss = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      List<float[][]> byView =
          List.of(
              PooledBlocks.concatenated(plain, candidates.get(i)),
              PooledBlocks.concatenated(augmented, candidates.get(i)));
      double loss = folds.quality(byView, LAMBDA).loss();
      if (loss < bestLoss * (1 - WORTHWHILE)) {
        bestLoss = loss;
        best = candidates.get(i);
      }
      listener.progressed("depth selection", i + 1, candidates.size());
    }
    return best.stream().map(InceptionV3.BLOCKS::get).toList();
  }

  private Dataset atMost(Dataset training) {
    return training.size() <= MOST_IMAGES
        ? training
        : Split.stratified(training, (double) MOST_IMAGES / training.size(), seed).validation();
  }
}
