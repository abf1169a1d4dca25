package io.cellclass.dl4j;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.Split;
import io.cellclass.TrainingListener;
import io.cellclass.network.Backbone;
import io.cellclass.network.InceptionV3;
import io.cellclass.network.Preprocessing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses by cross-validation behind which block InceptionV3 is cut to tell some images apart. All
 * blocks up to it are read.
 */
final class DepthSelection {
  /** More images than this would take longer and choose no better. */
  private static final int MOST_IMAGES = 800;

  /**
   * A deeper cut must lower the loss by this share of it: every block adds about a tenth to the
   * time of each classification.
   */
  private static final double WORTHWHILE = 0.03;

  private static final double LAMBDA = 0.01;

  /** The view of which the features are computed beside those of the images themselves. */
  private static final int VIEW = 1;

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

  /** What was chosen, and what came out on the way. */
  static final class Choice {
    private final List<String> blocks;
    private final List<float[][]> firstViews;

    Choice(List<String> blocks, List<float[][]> firstViews) {
      this.blocks = List.copyOf(blocks);
      this.firstViews = List.copyOf(firstViews);
    }

    /** The blocks by name, the shallowest first. */
    List<String> blocks() {
      return blocks;
    }

    /**
     * The features that these blocks have for all training images, {@code [image][feature]}: of the
     * images themselves and of their first view; empty where only some images were looked at.
     */
    List<float[][]> firstViews() {
      return firstViews;
    }
  }

  /**
   * The candidates, the shallowest first, as positions in {@link InceptionV3#BLOCKS}: two blocks at
   * least. A shallower block less has never been better: it costs hardly any time, and what it says
   * in vain the regularisation keeps quiet.
   */
  static List<List<Integer>> candidates() {
    return IntStream.range(2, InceptionV3.BLOCKS.size() + 1)
        .mapToObj(blocks -> IntStream.range(0, blocks).boxed().toList())
        .toList();
  }

  /**
   * Chooses.
   *
   * @param balance whether each class counts the same
   */
  Choice choose(Dataset training, Balance balance) throws IOException {
    Dataset few = atMost(training);
    List<float[][]> plain;
    List<float[][]> augmented;
    try (FeatureExtractor extractor =
        new FeatureExtractor(
            PooledBlocks.centred(backbone, preprocessing.size(), InceptionV3.BLOCKS),
            preprocessing,
            pipeline)) {
      plain = extractor.extract(few.samples(), "depth selection features", listener);
      augmented =
          extractor.extract(
              few.samples(),
              augmentation,
              seed,
              VIEW,
              "depth selection features, augmented",
              listener);
    }
    int[] classes = TrainingRecord.classes(few);
    int classCount = few.labels().size();
    FeatureCrossValidation folds =
        FeatureCrossValidation.of(
            few.samples(), classes, classCount, Features.shares(classes, balance), seed);
    List<Integer> best = best(plain, augmented, folds, listener);
    return new Choice(
        best.stream().map(InceptionV3.BLOCKS::get).toList(),
        few == training ? views(plain, augmented, best) : List.of());
  }

  /**
   * The candidate whose features have the lowest cross-validated loss.
   *
   * @param plain for each image, for each block of {@link InceptionV3#BLOCKS}, its features
   * @param augmented the same for a view of each image
   */
  static List<Integer> best(
      List<float[][]> plain,
      List<float[][]> augmented,
      FeatureCrossValidation folds,
      TrainingListener listener)
      throws InterruptedIOException {
    List<List<Integer>> candidates = candidates();
    List<Integer> best = candidates.get(0);
    double bestLoss = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      List<float[][]> views = views(plain, augmented, candidates.get(i));
      double loss = folds.heldOut(views, Penalty.of(LAMBDA)).quality().loss();
      if (loss < bestLoss * (1 - WORTHWHILE)) {
        bestLoss = loss;
        best = candidates.get(i);
      }
      listener.progressed("depth selection", i + 1, candidates.size());
    }
    return best;
  }

  private static List<float[][]> views(
      List<float[][]> plain, List<float[][]> augmented, List<Integer> blocks) {
    return List.of(
        PooledBlocks.concatenated(plain, blocks), PooledBlocks.concatenated(augmented, blocks));
  }

  private Dataset atMost(Dataset training) {
    return training.size() <= MOST_IMAGES
        ? training
        : Split.stratified(training, (double) MOST_IMAGES / training.size(), seed).validation();
  }
}
