package io.cellclass.explain.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cellclass.EvaluationListener;
import io.cellclass.Explainer;
import io.cellclass.Explanation;
import io.cellclass.Heatmap;
import io.cellclass.ImageSource;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.UnreadableImageException;
import io.cellclass.explain.CentredGaussian;
import io.cellclass.explain.RandomMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaithfulnessTest {
  private static final List<Sample> SAMPLES =
      IntStream.range(0, 20).mapToObj(DarkDisc::sample).toList();
  private static final MaskSource MASKS = (sample, image) -> Optional.of(DarkDisc.mask());

  private static Faithfulness measured(Explainer explainer) throws IOException {
    return Faithfulness.of(
        explainer, DarkDisc.classifier(), SAMPLES, MASKS, EvaluationListener.none());
  }

  private static Explainer truth() {
    return DarkDisc.pointing(DarkDisc.classifier(), "truth", DarkDisc.truth());
  }

  private static double mean(Faithfulness faithfulness, Measure measure) {
    return faithfulness.mean(measure).orElseThrow().mean();
  }

  @Test
  void aMapThatIsTheTruthBeatsTheRandomOneByEveryMeasure() throws IOException {
    Faithfulness right = measured(truth());
    Faithfulness random = measured(RandomMap.of(DarkDisc.classifier(), 3));

    for (Measure measure :
        List.of(
            Measure.DELETION,
            Measure.INSERTION,
            Measure.ROAD,
            Measure.DROP,
            Measure.ENERGY_INSIDE,
            Measure.HIT)) {
      Estimate difference = right.difference(random, measure).orElseThrow();
      assertThat(difference.excludesZero()).as("%s", measure).isTrue();
      assertThat(difference.mean() > 0).as("%s", measure).isEqualTo(measure.largerIsBetter());
      assertThat(difference.mean())
          .isCloseTo(mean(right, measure) - mean(random, measure), within(1e-9));
    }
    assertThat(mean(right, Measure.ENERGY_INSIDE)).isEqualTo(1);
    assertThat(mean(right, Measure.HIT)).isEqualTo(1);
    assertThat(mean(right, Measure.DROP)).isZero();
    assertThat(mean(right, Measure.EMPTY)).isZero();
  }

  @Test
  void eachImageHasWhatTheMeasuresSayOfIt() throws IOException {
    Explainer explainer = CentredGaussian.of(DarkDisc.classifier());
    Faithfulness faithfulness = measured(explainer);

    assertThat(faithfulness.method()).isEqualTo("Centred Gaussian");
    assertThat(faithfulness.images()).isEqualTo(20);
    assertThat(faithfulness.masks()).isEqualTo(20);
    assertThat(faithfulness.perImage()).extracting(ImageFaithfulness::id).startsWith("0", "1");
    ImageFaithfulness found = faithfulness.perImage().get(13);
    RgbImage image = DarkDisc.image(13);
    Explanation explanation = explainer.explain(image);
    ConfidenceChange change = ConfidenceChange.of(DarkDisc.classifier(), image, explanation);
    Localisation localisation = Localisation.of(explanation.heatmap(), DarkDisc.mask());
    assertThat(found)
        .isEqualTo(
            new ImageFaithfulness(
                "13",
                DarkDisc.CELL,
                Map.of(
                    Measure.DELETION,
                    Deletion.standard().curve(DarkDisc.classifier(), image, explanation).area(),
                    Measure.INSERTION,
                    Insertion.standard().curve(DarkDisc.classifier(), image, explanation).area(),
                    Measure.ROAD,
                    Road.standard().score(DarkDisc.classifier(), image, explanation),
                    Measure.DROP,
                    change.drop(),
                    Measure.INCREASE,
                    change.increased() ? 1.0 : 0.0,
                    Measure.ENERGY_INSIDE,
                    localisation.energyInside(),
                    Measure.HIT,
                    localisation.hit() ? 1.0 : 0.0,
                    Measure.EMPTY,
                    0.0)));
  }

  @Test
  void emptyMapsAreCounted() throws IOException {
    Heatmap nothing = Heatmap.of(24, 24, new float[24 * 24]);
    Faithfulness faithfulness =
        measured(DarkDisc.pointing(DarkDisc.classifier(), "nothing", nothing));

    assertThat(mean(faithfulness, Measure.EMPTY)).isEqualTo(1);
    assertThat(mean(faithfulness, Measure.ENERGY_INSIDE)).isZero();
    assertThat(mean(faithfulness, Measure.HIT)).isZero();
    assertThat(mean(faithfulness, Measure.DROP)).isCloseTo(1 - 0.1 / 0.9, within(1e-6));
  }

  @Test
  void localisationIsOfTheImagesWhoseCellIsKnown() throws IOException {
    MaskSource one =
        (sample, image) ->
            sample.id().equals("2") ? Optional.of(DarkDisc.mask()) : Optional.empty();
    Faithfulness some =
        Faithfulness.of(
            truth(), DarkDisc.classifier(), SAMPLES.subList(0, 4), one, EvaluationListener.none());
    Faithfulness none =
        Faithfulness.of(
            truth(),
            DarkDisc.classifier(),
            SAMPLES.subList(0, 4),
            MaskSource.none(),
            EvaluationListener.none());

    assertThat(some.masks()).isEqualTo(1);
    assertThat(some.mean(Measure.HIT).orElseThrow().count()).isEqualTo(1);
    assertThat(some.perImage().get(1).value(Measure.HIT)).isEmpty();
    assertThat(none.masks()).isZero();
    assertThat(none.mean(Measure.ENERGY_INSIDE)).isEmpty();
    assertThat(some.difference(none, Measure.HIT)).isEmpty();
    assertThat(some.difference(none, Measure.ROAD).orElseThrow().count()).isEqualTo(4);
    assertThat(some).hasToString("Faithfulness[truth, 4 images, 1 masks]");
  }

  @Test
  void changedCopiesAreJudgedByViewing() throws IOException {
    Faithfulness faithfulness =
        Faithfulness.of(
            truth(),
            DarkDisc.onlyViewing(DarkDisc.classifier()),
            SAMPLES,
            MASKS,
            EvaluationListener.none());

    assertThat(faithfulness).isEqualTo(measured(truth())).hasSameHashCodeAs(measured(truth()));
  }

  @Test
  void unreadableImagesAndMasksMayBeLeftOut() throws IOException {
    List<Sample> samples = new ArrayList<>(SAMPLES);
    samples.add(4, new Sample("broken", DarkDisc.CELL, new Broken()));
    MaskSource masks =
        (sample, image) -> {
          if (sample.id().equals("6")) {
            throw new UnreadableImageException("6.png", "no mask");
          }
          return Optional.of(DarkDisc.mask());
        };
    List<String> told = new ArrayList<>();
    EvaluationListener lenient =
        new EvaluationListener() {
          @Override
          public void progressed(int done, int total) {
            told.add(done + "/" + total);
          }

          @Override
          public void unreadable(Sample sample, IOException problem) {
            told.add(sample.id());
          }
        };

    Faithfulness faithfulness =
        Faithfulness.of(truth(), DarkDisc.classifier(), samples, masks, lenient);

    assertThat(faithfulness.images()).isEqualTo(19);
    assertThat(told).containsExactly("broken", "6", "8/21", "16/21", "21/21");
    assertThatThrownBy(
            () ->
                Faithfulness.of(
                    truth(), DarkDisc.classifier(), samples, masks, EvaluationListener.none()))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("broken");
    assertThatThrownBy(
            () ->
                Faithfulness.of(
                    truth(), DarkDisc.classifier(), samples.subList(4, 5), masks, lenient))
        .isInstanceOf(IOException.class)
        .hasMessage("none of the 1 images could be read");
  }

  @Test
  void imagesArePairedByIdInAnyOrderAndOthersRefused() throws IOException {
    Faithfulness right = measured(truth());
    List<ImageFaithfulness> turned = new ArrayList<>(right.perImage());
    Collections.reverse(turned);
    Faithfulness reversed = Faithfulness.of("turned", turned);
    Faithfulness fewer = Faithfulness.of("fewer", turned.subList(1, 20));

    assertThat(right.difference(reversed, Measure.ROAD)).contains(new Estimate(0, 0, 0, 20));
    assertThatThrownBy(() -> right.difference(fewer, Measure.ROAD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected measures of the same images, found 19 in those of truth only");
    assertThatThrownBy(() -> fewer.difference(right, Measure.ROAD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected measures of the same images, found 19 in those of truth only");
  }

  @Test
  void badInputsAreRefused() {
    MaskSource small = (sample, image) -> Optional.of(Mask.of(1, 1, true));

    assertRefused(List.of(), MASKS, "expected at least one image, found none");
    assertRefused(
        List.of(DarkDisc.sample(1), DarkDisc.sample(1)),
        MASKS,
        "expected each image once, found 1 twice");
    assertRefused(SAMPLES, small, "found a map of 24x24 and a mask of 1x1");
    assertThatThrownBy(() -> Faithfulness.of("none", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(List<Sample> samples, MaskSource masks, String message) {
    assertThatThrownBy(
            () ->
                Faithfulness.of(
                    truth(), DarkDisc.classifier(), samples, masks, EvaluationListener.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private record Broken() implements ImageSource {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public RgbImage read() throws IOException {
      throw new UnreadableImageException(name(), "it ends early");
    }
  }
}
