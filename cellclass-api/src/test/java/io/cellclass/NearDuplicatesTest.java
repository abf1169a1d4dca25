package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On photographs; {@link SplitAuditTest} holds what is drawn. */
class NearDuplicatesTest {
  @Test
  void retouchedCellsAreFoundAmongTheirLike() throws IOException {
    Dataset dataset = Datasets.open(SharedFolder.require("data/pbc/val"));
    List<Sample> training = new ArrayList<>();
    List<Sample> test = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < dataset.size(); i += 5) {
      Sample sample = dataset.samples().get(i);
      training.add(sample);
      if (i % 100 == 0) {
        Retouched.all(sample.image())
            .forEach(
                (name, image) -> {
                  String id = sample.id() + ", " + name;
                  test.add(new Sample(id, sample.label(), ImageSource.of(id, image)));
                  expected.add(sample.id() + " - " + id);
                });
      }
    }

    List<Leak> leaks = leaks(dataset.labels(), training, test);

    assertThat(leaks.stream().map(leak -> leak.firstId() + " - " + leak.secondId()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Cells in two frames, found by eye; the others are different cells, some much alike. */
  @Test
  void cellsInTwoFramesAreFoundAmongLookAlikes() throws IOException {
    Path images = SharedFolder.require("data/zheng1/images");
    Label cell = new Label("cell");
    List<Sample> training = new ArrayList<>();
    List<Sample> test = new ArrayList<>();
    List<Integer> second = List.of(29, 71, 82, 91, 110, 158, 167, 171, 287, 290);
    for (int i = 1; i <= 300; i++) {
      Path file = images.resolve(String.format(Locale.ROOT, "%03d.bmp", i));
      (second.contains(i) ? test : training)
          .add(new Sample(String.valueOf(i), cell, ImageSource.file(file)));
    }
    assertThat(Files.exists(images.resolve("300.bmp"))).isTrue();

    List<Leak> leaks = leaks(LabelSet.of("cell"), training, test);

    assertThat(leaks.stream().map(leak -> leak.firstId() + " " + leak.secondId()))
        .containsExactlyInAnyOrder("84 71", "21 82", "54 91", "157 158", "169 167", "166 171");
  }

  private static List<Leak> leaks(LabelSet labels, List<Sample> training, List<Sample> test)
      throws IOException {
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("training", Datasets.of(labels, training));
    parts.put("test", Datasets.of(labels, test));
    return SplitAudit.of(parts, EvaluationListener.none()).leaks();
  }
}
