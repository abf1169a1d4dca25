package io.cellclass.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cellclass.Augmentation;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.TrainingListener;
import io.cellclass.UnreadableImageException;
import io.cellclass.dl4j.EpochOrder.Draw;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Preprocessing;
import io.cellclass.network.ValueRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImageInputsTest {
  private static final Preprocessing PREPROCESSING =
      new Preprocessing(new WholeImage(), 19, ValueRange.SIGNED);

  private static Dataset training;
  private static Dataset validation;

  private final ImagePipeline pipeline = new ImagePipeline();

  @BeforeAll
  static void draw() throws IOException {
    training = SmallModels.twoTypes(5, 1);
    validation = SmallModels.twoTypes(9, 2);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void miniBatchesFollowTheDraws() throws IOException {
    List<Draw> draws = new ArrayList<>();
    for (int image : new int[] {7, 2, 2, 9, 0, 1, 4}) {
      draws.add(new Draw(image, 0));
    }
    List<Integer> sizes = new ArrayList<>();
    List<float[]> inputs = new ArrayList<>();
    inputs((image, random) -> image)
        .training(
            1,
            draws,
            3,
            batch -> {
              sizes.add(batch.size());
              inputs.addAll(batch);
            });
    assertThat(sizes).containsExactly(3, 3, 1);
    for (int i = 0; i < draws.size(); i++) {
      assertThat(inputs.get(i))
          .as("draw %d", i)
          .isEqualTo(PREPROCESSING.apply(training.samples().get(draws.get(i).image()).image()));
    }
  }

  @Test
  void eachEpochAndEachRepetitionChangesAnImageInItsOwnWay() throws IOException {
    ImageInputs inputs = inputs(CellViews.anyWayUp());
    float[] first = input(inputs, 1, new Draw(3, 0));
    assertThat(input(inputs, 1, new Draw(3, 0))).isEqualTo(first);
    assertThat(input(inputs, 2, new Draw(3, 0))).isNotEqualTo(first);
    assertThat(input(inputs, 1, new Draw(3, 1))).isNotEqualTo(first);
    assertThat(input(inputs, 1, new Draw(3, 2))).isNotEqualTo(input(inputs, 1, new Draw(3, 1)));
    assertThat(first).isNotEqualTo(PREPROCESSING.apply(training.samples().get(3).image()));
  }

  private static float[] input(ImageInputs inputs, int epoch, Draw draw) throws IOException {
    List<float[]> taken = new ArrayList<>();
    inputs.training(epoch, List.of(draw), 1, taken::addAll);
    return taken.get(0);
  }

  @Test
  void aFewInputsAreThoseOfTheEpochAndNobodyIsTold() throws IOException {
    List<Draw> draws = List.of(new Draw(3, 0), new Draw(7, 0), new Draw(3, 1));
    List<float[]> all = new ArrayList<>();
    inputs(CellViews.anyWayUp()).training(2, draws, 2, all::addAll);
    TrainingListener silence =
        new TrainingListener() {
          @Override
          public void progressed(String stage, int done, int total) {
            throw new AssertionError(stage);
          }
        };
    ImageInputs untold =
        new ImageInputs(
            training,
            validation,
            PREPROCESSING,
            CellViews.anyWayUp(),
            1,
            pipeline,
            silence,
            new DecodedImages(0));
    List<float[]> few = untold.augmented(2, draws);
    assertThat(few).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(few.get(i)).isEqualTo(all.get(i));
    }
  }

  @Test
  void validationImagesStayAsTheyAre() throws IOException {
    List<float[]> taken = new ArrayList<>();
    inputs(CellViews.anyWayUp()).validation(taken::addAll);
    assertThat(taken).hasSize(18);
    for (int i = 0; i < taken.size(); i++) {
      assertThat(taken.get(i)).isEqualTo(PREPROCESSING.apply(validation.samples().get(i).image()));
    }
  }

  @Test
  void theListenerHearsHowFarAnEpochIs() throws IOException {
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void progressed(String stage, int done, int total) {
            heard.add(done + " of " + total);
          }
        };
    new ImageInputs(
            training,
            validation,
            PREPROCESSING,
            (image, random) -> image,
            1,
            pipeline,
            listener,
            new DecodedImages(1 << 20))
        .training(1, List.of(new Draw(0, 0), new Draw(1, 0), new Draw(2, 0)), 2, batch -> {});
    assertThat(heard).containsExactly("2 of 3", "3 of 3");
  }

  @Test
  void anUnreadableImageEndsTheEpoch() throws IOException {
    List<Sample> samples = new ArrayList<>(training.samples());
    ImageSource broken = new Broken();
    samples.set(4, new Sample("broken", samples.get(4).label(), broken));
    Dataset damaged = Datasets.of(training.labels(), samples);
    ImageInputs inputs =
        new ImageInputs(
            damaged,
            validation,
            PREPROCESSING,
            (image, random) -> image,
            1,
            pipeline,
            TrainingListener.none(),
            new DecodedImages(1 << 20));
    assertThatExceptionOfType(UnreadableImageException.class)
        .isThrownBy(() -> inputs.training(1, List.of(new Draw(4, 0)), 2, batch -> {}))
        .withMessageContaining("broken.png");
  }

  private ImageInputs inputs(Augmentation augmentation) {
    return new ImageInputs(
        training,
        validation,
        PREPROCESSING,
        augmentation,
        1,
        pipeline,
        TrainingListener.none(),
        new DecodedImages(1 << 20));
  }

  private record Broken() implements ImageSource {
    @Override
    public String name() {
      return "broken.png";
    }

    @Override
    public RgbImage read() throws UnreadableImageException {
      throw new UnreadableImageException("broken.png", "it is broken on purpose");
    }
  }
}
