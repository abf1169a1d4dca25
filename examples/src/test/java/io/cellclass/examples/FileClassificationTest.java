package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cellclass.Classifier;
import io.cellclass.LabelSet;
import io.cellclass.testkit.FakeClassifier;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileClassificationTest {
  private static final long PIXELS_PER_IMAGE = 256;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
  private final UnreadableImages unreadable = new UnreadableImages(console);

  private List<Path> images(int count) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(PlainImages.write(folder.resolve(i + ".png"), 0, 90));
    }
    return files;
  }

  private Classifier classifier(List<Long> printedBefore) {
    return FakeClassifier.of(
        LabelSet.of("alpha", "beta"),
        image -> {
          printedBefore.add(out.toString().lines().count());
          return PlainImages.probabilities(image, 2);
        });
  }

  @Test
  void aBatchEndsWhenItHasManyPixels() throws IOException {
    List<Long> printedBefore = new ArrayList<>();
    List<Path> images = images(5);
    List<Path> classified = new ArrayList<>();
    try (Classifier classifier = classifier(printedBefore)) {
      new FileClassification(
              classifier,
              console,
              unreadable,
              said -> {
                classified.add(said.file());
                console.print("one");
              },
              2 * PIXELS_PER_IMAGE,
              1)
          .classify(images);
    }
    assertThat(printedBefore).containsExactly(0L, 0L, 2L, 2L, 4L);
    assertThat(classified).isEqualTo(images);
  }

  @Test
  void anInterruptIsNoUnreadableImage() {
    for (IOException interrupt :
        List.of(new ClosedByInterruptException(), new InterruptedIOException())) {
      assertThatThrownBy(() -> unreadable.report("a.png", interrupt)).isSameAs(interrupt);
    }
    assertThat(unreadable.exitStatus()).isZero();
    assertThat(err.toString()).isEmpty();
  }
}
