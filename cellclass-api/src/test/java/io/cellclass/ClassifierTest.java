package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  @Test
  void oneImageIsABatchOfOne() {
    ClassifierByRed classifier = new ClassifierByRed(LabelSet.of("a", "b"));

    Prediction prediction = classifier.classify(RgbImage.of(1, 1, new byte[] {1, 0, 0}));

    assertThat(prediction.label()).isEqualTo(new Label("b"));
    assertThat(classifier.batches()).containsExactly(1);
  }

  @Test
  void anEngineThatReadsFilesReadsStreamsAndLeavesNoFile() throws IOException {
    FileReader engine = new FileReader();
    byte[] bytes = {3, 1, 4, 1, 5};

    Classifier loaded = engine.load(new ByteArrayInputStream(bytes));

    assertThat(loaded.labels()).isEqualTo(LabelSet.of("a", "b"));
    assertThat(engine.contents).containsExactly(bytes);
    assertThat(engine.files).hasSize(1).noneMatch(Files::exists);
  }

  @Test
  void aStreamThatIsRefusedLeavesNoFileEither() {
    FileReader engine = new FileReader();

    assertThatThrownBy(() -> engine.load(new ByteArrayInputStream(new byte[0])))
        .isInstanceOf(MalformedBundleException.class);
    assertThat(engine.files).hasSize(1).noneMatch(Files::exists);
  }

  /** Opens any file but an empty one. */
  private static final class FileReader implements ClassifierEngine {
    private final List<Path> files = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();

    @Override
    public String name() {
      return "test";
    }

    @Override
    public int speed() {
      return 1;
    }

    @Override
    public Classifier load(Path bundle) throws IOException {
      files.add(bundle);
      contents.add(Files.readAllBytes(bundle));
      if (contents.get(0).length == 0) {
        throw new MalformedBundleException(bundle + ": empty");
      }
      return new ClassifierByRed(LabelSet.of("a", "b"));
    }
  }
}
