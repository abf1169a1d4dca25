package io.cellclass.report;

import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Evaluation;
import io.cellclass.ImageSource;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RandomStreams;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.testkit.BloodSmears;
import io.cellclass.testkit.FakeClassifier;
import io.cellclass.testkit.Framing;
import io.cellclass.testkit.Leukocyte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Drawn cells of eight classes, and a classifier that mostly knows them. */
final class Smears {
  static final LabelSet EIGHT =
      LabelSet.of(
          "basophil",
          "eosinophil",
          "erythroblast",
          "immature granulocyte",
          "lymphocyte",
          "monocyte",
          "neutrophil",
          "platelet");

  private Smears() {}

  /** So many images of each class, two by two from one slide. */
  static Dataset dataset(LabelSet labels, int imagesPerClass) {
    List<Leukocyte> types = List.of(Leukocyte.values());
    List<Sample> samples = new ArrayList<>();
    for (Label label : labels) {
      for (int i = 1; i <= imagesPerClass; i++) {
        Leukocyte type = types.get(labels.indexOf(label) % types.size());
        String id = Numbers.format("%s/%03d.png", label, i);
        String slide = Numbers.format("%s slide %d", label, (i + 1) / 2);
        RgbImage image = BloodSmears.cell(type, Framing.singleCell(144), id.hashCode()).image();
        samples.add(new Sample(id, label, slide, ImageSource.of(id, image)));
      }
    }
    return Datasets.of(labels, samples);
  }

  /** What {@link #classifier} says of these images. */
  static Evaluation evaluation(Dataset dataset, double skill) throws IOException {
    return Evaluation.of(classifier(dataset, skill), dataset);
  }

  /** A classifier of these images that is right and sure in proportion to its skill. */
  static FakeClassifier classifier(Dataset dataset, double skill) throws IOException {
    Map<RgbImage, float[]> answers = new HashMap<>();
    for (Sample sample : dataset.samples()) {
      RandomGenerator chance = RandomStreams.of(7, 0, sample.id());
      int truth = dataset.labels().indexOf(sample.label());
      answers.put(sample.image(), answer(chance, dataset.labels().size(), truth, skill));
    }
    return FakeClassifier.of(dataset.labels(), image -> answers.getOrDefault(image, new float[0]));
  }

  private static float[] answer(RandomGenerator chance, int classes, int truth, double skill) {
    double[] weights = new double[classes];
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      // A class and its successor are alike.
      double logit = 1.6 * chance.nextGaussian() + (i == truth ? skill : 0);
      weights[i] = Math.exp(logit + (i == (truth + 1) % classes ? 0.4 * skill : 0));
      sum += weights[i];
    }
    float[] answer = new float[classes];
    for (int i = 0; i < classes; i++) {
      answer[i] = (float) (weights[i] / sum);
    }
    return answer;
  }
}
