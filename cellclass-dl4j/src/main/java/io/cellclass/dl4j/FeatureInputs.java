package io.cellclass.dl4j;

import io.cellclass.dl4j.EpochOrder.Draw;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The inputs of a head: features that were computed before, each epoch those of another view. */
final class FeatureInputs implements TrainingInputs {
  private final Features features;

  FeatureInputs(Features features) {
    this.features = features;
  }

  @Override
  public int classCount() {
    return features.classCount();
  }

  @Override
  public int[] classes() {
    return features.classes();
  }

  @Override
  public int[] validationClasses() {
    return features.validationClasses();
  }

  @Override
  public void training(int epoch, List<Draw> draws, int batch, Taker taker) throws IOException {
    for (int from = 0; from < draws.size(); from += batch) {
      List<Draw> part = draws.subList(from, Math.min(draws.size(), from + batch));
      taker.take(part.stream().map(draw -> input(epoch, draw)).toList());
    }
  }

  private float[] input(int epoch, Draw draw) {
    return features.view((epoch + draw.repetition()) % features.views())[draw.image()];
  }

  @Override
  public void validation(Taker taker) throws IOException {
    taker.take(Arrays.asList(features.validation()));
  }

  @Override
  public boolean plain(Taker taker) throws IOException {
    taker.take(Arrays.asList(features.view(0)));
    return true;
  }
}
