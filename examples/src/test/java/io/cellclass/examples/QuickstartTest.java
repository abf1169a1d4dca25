package io.cellclass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  @TempDir private Path folder;
  private final UnsatisfiedLinkError noFonts = new UnsatisfiedLinkError("no fontconfig");
  private final StringWriter err = new StringWriter();

  private Quickstart quickstart(Optional<Throwable> fontProblem) {
    return new Quickstart(
        new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false),
        new FakeModels(),
        folder,
        TrainingPlan.of(Recipe.DEFAULT, 75, 1),
        fontProblem);
  }

  @Test
  void aPictureThatCannotBeDrawnIsAFailure() {
    IllegalStateException failure = new IllegalStateException("a defect");
    assertThatThrownBy(
            () ->
                quickstart(Optional.empty())
                    .picture(
                        "a.png",
                        () -> {
                          throw failure;
                        }))
        .isSameAs(failure);
  }

  @Test
  void withoutFontsThereIsNoPictureAndAReason() throws IOException {
    quickstart(Optional.of(noFonts)).picture("a.png", () -> new byte[1]);
    assertThat(err.toString())
        .startsWith("cellclass: no a.png, as this machine has no fonts")
        .contains("no fontconfig");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAJavaWithoutFontsThrowsIsTakenForThat() {
    assertThat(Fonts.problem(this::fail)).containsSame(noFonts);
    assertThat(Fonts.problem(() -> {})).isEmpty();
  }

  private void fail() {
    throw noFonts;
  }
}
