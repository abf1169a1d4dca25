package io.cellclass.examples;

import io.cellclass.RandomStreams;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.segment.MaskedImage;
import io.cellclass.segment.neural.NetworkSegmenter;
import io.cellclass.segment.neural.SegmenterTrainer;
import io.cellclass.segment.neural.TrainingSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How train-segment learns: from seven in eight images and drawn ones, the others choose the epoch.
 *
 * @param settings how the network is trained
 * @param synthetic the number of drawn images
 */
record SegmenterRecipe(TrainingSettings settings, int synthetic) {
  /** What is usual. */
  static SegmenterRecipe usual() {
    return new SegmenterRecipe(
        TrainingSettings.forSegmentation().withEncoder(InceptionWeights.load()), 80);
  }

  NetworkSegmenter train(List<MaskedImage> images) throws IOException {
    HeldOutImages<MaskedImage> divided =
        HeldOutImages.of(images, MaskedImage::image, RandomStreams.of(settings.seed(), 0, "split"));
    List<MaskedImage> training = new ArrayList<>(divided.training());
    training.addAll(SyntheticImages.cells(synthetic, settings.seed()));
    return new SegmenterTrainer(settings).train(training, divided.validation());
  }
}
