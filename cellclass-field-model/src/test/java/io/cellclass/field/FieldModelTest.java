package io.cellclass.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.network.SharedFiles;
import io.cellclass.segment.BoxedImage;
import io.cellclass.segment.data.VocFolder;
import io.cellclass.segment.evaluation.CountError;
import io.cellclass.segment.evaluation.DetectedImage;
import io.cellclass.segment.evaluation.DetectionEvaluation;
import io.cellclass.segment.evaluation.DetectionRates;
import io.cellclass.segment.neural.NetworkDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldModelTest {
  private static final Label WHITE = new Label("WBC");
  private static final Label PLATELET = new Label("Platelets");

  @Test
  void itFindsThreeKindsOfCells() {
    try (NetworkDetector detector = FieldModel.load()) {
      assertThat(detector.labels()).isEqualTo(LabelSet.of("Platelets", "RBC", "WBC"));
      assertThat(detector.provenance().settings()).containsEntry("scale", "reduced:2.0");
    }
  }

  /** The figures that docs/segmentation.md gives, on fields that it has not learnt from. */
  @Test
  void itDoesOnOtherFieldsWhatIsSaidOfIt() throws IOException {
    Path bccd = SharedFiles.require("data/bccd");
    List<DetectedImage> found = new ArrayList<>();
    try (NetworkDetector detector = FieldModel.load()) {
      for (BoxedImage image : VocFolder.read(bccd, "val")) {
        found.add(
            new DetectedImage(
                image.id(), image.boxes(), detector.candidates(image.image().read())));
      }
      DetectionEvaluation evaluation =
          DetectionEvaluation.of(detector.labels(), found)
              .withTrainingImages(VocFolder.read(bccd, "train"));
      assertThat(evaluation.map50().orElseThrow()).isGreaterThan(0.86);
      DetectionRates white = evaluation.rates(WHITE, detector.threshold(WHITE));
      assertThat(white.precision()).isGreaterThan(0.97);
      assertThat(white.recall()).isGreaterThan(0.97);
      CountError platelets = evaluation.countError(PLATELET, detector.threshold(PLATELET));
      assertThat(platelets.shareOfConstant().orElseThrow()).isLessThan(0.4);
    }
  }
}
