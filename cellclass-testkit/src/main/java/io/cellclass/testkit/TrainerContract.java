package io.cellclass.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.EpochSummary;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.Prediction;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.Trainer;
import io.cellclass.TrainingListener;
import io.cellclass.TrainingResult;
import io.cellclass.UnreadableImageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Trainer} must do. The test of an implementation extends this class and names a
 * trainer that is quick on a few images of 72x72 pixels.
 *
 * @param <C> the kind of classifier that is trained
 */
public abstract class TrainerContract<C extends Classifier> {
  private static final Framing SMALL = Framing.singleCell(72);
  private static final LabelSet TWO_TYPES =
      LabelSet.of(List.of(Leukocyte.EOSINOPHIL.label(), Leukocyte.LYMPHOCYTE.label()));

  /** For subclasses. */
  protected TrainerContract() {}

  /** A trainer with this seed. */
  protected abstract Trainer<C> trainer(long seed);

  /**
   * The share of 20 images of two types that a trainer must recognise after 16 examples, in [0, 1].
   * Guessing gets 0.5; by default 0.8.
   */
  protected double easyAccuracy() {
    return 0.8;
  }

  @Test
  void learnsAnEasyProblem() throws IOException {
    Dataset unseen = cells(10, 3);
    try (Classifier classifier = trained(1, cells(8, 1), cells(4, 2)).classifier()) {
      int right = 0;
      for (Sample sample : unseen.samples()) {
        if (classifier.classify(sample.image()).label().equals(sample.label())) {
          right++;
        }
      }
      assertThat((double) right / unseen.size()).isGreaterThanOrEqualTo(easyAccuracy());
    }
  }

  @Test
  void theSameSeedGivesTheSamePredictionsToTheLastBit() throws IOException {
    List<RgbImage> images = images(cells(2, 3));
    assertThat(predictions(7, images)).isEqualTo(predictions(7, images));
  }

  private List<Prediction> predictions(long seed, List<RgbImage> images) throws IOException {
    try (Classifier classifier = trained(seed, cells(4, 1), cells(2, 2)).classifier()) {
      return classifier.classify(images);
    }
  }

  @Test
  void theClassifierKnowsItsLabelsSeedAndData() throws IOException {
    try (Classifier one = trained(7, cells(4, 1), cells(2, 2)).classifier();
        Classifier other = trained(7, cells(4, 5), cells(2, 2)).classifier()) {
      assertThat(one.labels()).isEqualTo(TWO_TYPES);
      assertThat(one.provenance().seed()).isEqualTo(7);
      assertThat(one.provenance().dataHash())
          .matches("[0-9a-f]{64}")
          .isNotEqualTo(other.provenance().dataHash());
    }
  }

  // Later epochs may differ, because the validation images decide when to stop.
  @Test
  void theFirstEpochLearnsTheSameWhateverTheValidationImages() throws IOException {
    Dataset training = cells(4, 1);
    EpochSummary one = firstEpoch(training, cells(2, 2));
    EpochSummary other = firstEpoch(training, mislabelled(cells(3, 9)));
    assertThat(other.trainingLoss()).isEqualTo(one.trainingLoss());
    assertThat(other.trainingAccuracy()).isEqualTo(one.trainingAccuracy());
  }

  private EpochSummary firstEpoch(Dataset training, Dataset validation) throws IOException {
    TrainingResult<C> result = trained(7, training, validation);
    result.classifier().close();
    return result.history().get(0);
  }

  @Test
  void theListenerHearsTheEpochsOfTheHistory() throws IOException {
    Diary diary = new Diary();
    TrainingResult<C> result = trainer(1).train(cells(4, 1), cells(2, 2), diary);
    result.classifier().close();
    assertThat(result.history()).isNotEmpty().isEqualTo(diary.epochs);
    for (int i = 0; i < diary.epochs.size(); i++) {
      assertSensible(diary.epochs.get(i), i + 1);
    }
    assertThat(diary.wrongSteps).isEmpty();
  }

  private static void assertSensible(EpochSummary epoch, int number) {
    assertThat(epoch.epoch()).isEqualTo(number);
    assertThat(epoch.trainingLoss()).isFinite().isNotNegative();
    assertThat(epoch.validationLoss()).isFinite().isNotNegative();
    assertThat(epoch.trainingAccuracy()).isBetween(0.0, 1.0);
    assertThat(epoch.validationAccuracy()).isBetween(0.0, 1.0);
    assertThat(epoch.seconds()).isNotNegative();
  }

  @Test
  void whatTheListenerThrowsEndsTheTraining() throws IOException {
    RuntimeException stop = new RuntimeException("enough");
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochSummary summary) {
            throw stop;
          }
        };
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> trainer(1).train(cells(4, 1), cells(2, 2), impatient))
        .isSameAs(stop);
  }

  @Test
  void emptySetsAreRefused() throws IOException {
    Dataset none = Datasets.of(TWO_TYPES, List.of());
    assertRefused(none, cells(2, 2));
    assertRefused(cells(4, 1), none);
  }

  @Test
  void aLabelWithoutTrainingImagesIsRefused() throws IOException {
    LabelSet three =
        LabelSet.of(
            Stream.concat(TWO_TYPES.asList().stream(), Stream.of(new Label("rare"))).toList());
    Dataset training = Datasets.of(three, cells(4, 1).samples());
    Dataset validation = Datasets.of(three, cells(2, 2).samples());
    assertRefused(training, validation);
  }

  @Test
  void differingLabelsAreRefused() throws IOException {
    LabelSet turned = LabelSet.of(List.of(TWO_TYPES.get(1), TWO_TYPES.get(0)));
    LabelSet more = LabelSet.of(List.of(TWO_TYPES.get(0), TWO_TYPES.get(1), new Label("other")));
    List<Sample> samples = cells(2, 2).samples();
    assertRefused(cells(4, 1), Datasets.of(turned, samples));
    assertRefused(cells(4, 1), Datasets.of(more, samples));
  }

  private void assertRefused(Dataset training, Dataset validation) {
    assertThatIllegalArgumentException().isThrownBy(() -> trained(1, training, validation));
  }

  @Test
  void anUnreadableImageIsNamed() throws IOException {
    Dataset broken = withBrokenImage(cells(4, 1));
    assertThatExceptionOfType(UnreadableImageException.class)
        .isThrownBy(() -> trained(1, broken, cells(2, 2)))
        .withMessageContaining("broken.png");
    assertThatExceptionOfType(UnreadableImageException.class)
        .isThrownBy(() -> trained(1, cells(4, 1), withBrokenImage(cells(2, 2))))
        .withMessageContaining("broken.png");
  }

  private TrainingResult<C> trained(long seed, Dataset training, Dataset validation)
      throws IOException {
    return trainer(seed).train(training, validation);
  }

  // Drawn once. The seed is part of the ids, so that two sets share none.
  private static Dataset cells(int imagesPerClass, long seed) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : BloodSmears.dataset(imagesPerClass, SMALL, seed).samples()) {
      if (TWO_TYPES.contains(sample.label())) {
        String id = seed + "/" + sample.id();
        samples.add(new Sample(id, sample.label(), ImageSource.of(id, sample.image())));
      }
    }
    return Datasets.of(TWO_TYPES, samples);
  }

  private static Dataset mislabelled(Dataset dataset) {
    List<Sample> samples =
        dataset.samples().stream()
            .map(sample -> new Sample(sample.id(), otherThan(sample.label()), sample.source()))
            .toList();
    return Datasets.of(dataset.labels(), samples);
  }

  private static Label otherThan(Label label) {
    return TWO_TYPES.get(1 - TWO_TYPES.indexOf(label));
  }

  private static Dataset withBrokenImage(Dataset dataset) {
    List<Sample> samples = new ArrayList<>(dataset.samples());
    samples.add(new Sample("broken", TWO_TYPES.get(0), new BrokenImage("broken.png")));
    return Datasets.of(dataset.labels(), samples);
  }

  private static List<RgbImage> images(Dataset dataset) throws IOException {
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      images.add(sample.image());
    }
    return images;
  }

  private record BrokenImage(String name) implements ImageSource {
    @Override
    public RgbImage read() throws UnreadableImageException {
      throw new UnreadableImageException(name, "it is broken on purpose");
    }
  }

  private static final class Diary implements TrainingListener {
    private final List<EpochSummary> epochs = new ArrayList<>();
    private final List<String> wrongSteps = new ArrayList<>();

    @Override
    public void progressed(String stage, int done, int total) {
      if (stage.isBlank() || done < 0 || done > total) {
        wrongSteps.add(stage + ": " + done + " of " + total);
      }
    }

    @Override
    public void epochEnded(EpochSummary summary) {
      epochs.add(summary);
    }
  }
}
