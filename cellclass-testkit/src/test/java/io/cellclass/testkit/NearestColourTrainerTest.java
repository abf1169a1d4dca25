package io.cellclass.testkit;

import io.cellclass.Trainer;

/** Shows that the contract can be kept, by a trainer that does little else. */
class NearestColourTrainerTest extends TrainerContract<FakeClassifier> {
  @Override
  protected Trainer<FakeClassifier> trainer(long seed) {
    return new NearestColourTrainer(seed);
  }
}
