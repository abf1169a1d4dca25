package io.cellclass.dl4j;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.TrainingListener;
import io.cellclass.network.Framing;
import io.cellclass.network.Framing.CellCentred;
import io.cellclass.network.Framing.WholeImage;
import io.cellclass.network.Nucleus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a first look at all images tells: that each can be read, what they are, and how large the
 * nuclei on the training images are.
 *
 * @param dataHash SHA-256 over the number of training images, and the ids, labels and pixels of
 *     all, as 64 hexadecimal digits
 * @param medianDiameter the median diameter of a nucleus in pixels; empty where fewer than half of
 *     the images show one
 */
record ImageSurvey(String dataHash, OptionalDouble medianDiameter) {
  private record Look(HashCode hash, Optional<Nucleus> nucleus) {}

  static ImageSurvey of(
      List<Sample> training,
      List<Sample> validation,
      ImagePipeline pipeline,
      TrainingListener listener)
      throws IOException {
    List<Sample> all = new ArrayList<>(training);
    all.addAll(validation);
    Hasher hasher = Hashing.sha256().newHasher().putInt(training.size());
    List<Double> diameters = new ArrayList<>();
    int[] done = {0};
    pipeline.run(
        all,
        NetworkRunner.LARGEST_BATCH,
        ImageSurvey::look,
        batch -> {
          for (Look look : batch) {
            hasher.putBytes(look.hash().asBytes());
            if (done[0]++ < training.size()) {
              look.nucleus().ifPresent(nucleus -> diameters.add(nucleus.diameter()));
            }
          }
          listener.progressed("images", done[0], all.size());
        });
    return new ImageSurvey(hasher.hash().toString(), median(diameters, training.size()));
  }

  private static Look look(Sample sample) throws IOException {
    RgbImage image = sample.image();
    Hasher hasher = Hashing.sha256().newHasher();
    for (String text : List.of(sample.id(), sample.label().name())) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      hasher.putInt(bytes.length).putBytes(bytes);
    }
    hasher.putInt(image.width()).putInt(image.height()).putBytes(image.bytes());
    return new Look(hasher.hash(), Nucleus.find(image));
  }

  private static OptionalDouble median(List<Double> diameters, int images) {
    if (2 * diameters.size() < images) {
      return OptionalDouble.empty();
    }
    List<Double> sorted = diameters.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return OptionalDouble.of(
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
  }

  /** The frame that suits cells of this size; the whole image where no nuclei were found. */
  Framing framing() {
    return medianDiameter.isPresent()
        ? new CellCentred(CellCentred.NUCLEUS_DIAMETERS * medianDiameter.getAsDouble())
        : new WholeImage();
  }
}
