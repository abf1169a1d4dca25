package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DuplicateGroupsTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b");

  private static Sample sample(String id, String group, RgbImage image) {
    return new Sample(id, LABELS.get(id.length() % 2), group, ImageSource.of(id, image));
  }

  private static RgbImage field(long seed) {
    return Retouched.field(seed, 200, 150);
  }

  private static Dataset grouped(Sample... samples) throws IOException {
    return SplitAudit.groupingDuplicates(
        Datasets.of(LABELS, List.of(samples)), EvaluationListener.none());
  }

  private static Set<Set<String>> divided(Dataset data) {
    return Set.copyOf(
        data.samples().stream()
            .collect(
                Collectors.groupingBy(
                    Sample::group, Collectors.mapping(Sample::id, Collectors.toSet())))
            .values());
  }

  @Test
  void whatShowsTheSameIsOneGroupAndAllElseIsAsItWas() throws IOException {
    List<Sample> samples = new ArrayList<>();
    Set<String> ofTheFirst = new HashSet<>(Set.of("original"));
    samples.add(sample("original", "original", field(1)));
    Retouched.all(field(1))
        .forEach(
            (name, image) -> {
              samples.add(sample(name, name, image));
              ofTheFirst.add(name);
            });
    samples.add(sample("x1", "slide", field(2)));
    samples.add(sample("x2", "slide", field(3)));
    samples.add(sample("alone", "alone", field(4)));

    Dataset found = grouped(samples.toArray(Sample[]::new));

    assertThat(divided(found))
        .containsExactlyInAnyOrder(ofTheFirst, Set.of("x1", "x2"), Set.of("alone"));
    assertThat(found.samples().stream().map(Sample::id))
        .containsExactlyElementsOf(samples.stream().map(Sample::id).toList());
    assertThat(found.samples().stream().map(Sample::label))
        .containsExactlyElementsOf(samples.stream().map(Sample::label).toList());
    assertThat(found.samples().stream().map(Sample::source))
        .containsExactlyElementsOf(samples.stream().map(Sample::source).toList());
    assertThat(found.samples().get(samples.size() - 2).group()).isEqualTo("slide");
  }

  /** p and q share image 1, q and r image 2: all three are one. s is apart. */
  @Test
  void groupsThatShareAnImageWithAThirdAreOne() throws IOException {
    Dataset found =
        grouped(
            sample("p1", "p", field(1)),
            sample("q1", "q", field(1)),
            sample("q2", "q", field(2)),
            sample("r2", "r", field(2)),
            sample("r3", "r", field(3)),
            sample("s4", "s", field(4)));
    assertThat(divided(found))
        .containsExactlyInAnyOrder(Set.of("p1", "q1", "q2", "r2", "r3"), Set.of("s4"));
    assertThat(found.samples().get(0).group()).isIn("p", "q", "r");
  }

  /** The file names of two folders are often the same: that must not look like a shared group. */
  @Test
  void aJoinedGroupIsNotTakenForAnImageOfAnotherSet() throws IOException {
    Dataset training =
        grouped(sample("1.png", "1.png", field(1)), sample("2.png", "2.png", field(1)));
    Dataset validation = Datasets.of(LABELS, List.of(sample("1.png", "1.png", field(2))));
    assertThat(divided(training)).containsExactly(Set.of("1.png", "2.png"));
    Map<String, Dataset> parts = Map.of("training", training, "validation", validation);
    assertThat(SplitAudit.of(parts, EvaluationListener.none()).leaks()).isEmpty();
  }

  @Test
  void aPatientGivesAJoinedGroupItsName() throws IOException {
    Dataset found = grouped(sample("x", "x", field(1)), sample("y", "patient", field(1)));
    assertThat(found.samples().stream().map(Sample::group)).containsOnly("patient");
  }

  @Test
  void anUnreadableImageStaysInItsGroupAndIsTold() throws IOException {
    List<String> told = new ArrayList<>();
    ImageSource broken =
        new ImageSource() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public RgbImage read() throws IOException {
            throw new UnreadableImageException("broken", "expected a picture");
          }
        };
    Dataset data =
        Datasets.of(
            LABELS,
            List.of(
                sample("one", "one", field(1)),
                new Sample("broken", LABELS.get(0), "slide", broken),
                sample("two", "two", field(1))));
    EvaluationListener listener =
        new EvaluationListener() {
          @Override
          public void unreadable(Sample sample, IOException problem) {
            told.add(sample.id());
          }
        };
    Dataset found = SplitAudit.groupingDuplicates(data, listener);
    assertThat(divided(found)).containsExactlyInAnyOrder(Set.of("one", "two"), Set.of("broken"));
    assertThat(told).containsExactly("broken");
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> grouped(sample("x", "x", field(1))))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Eight cells in two frames each, looked at. */
  @Test
  void photographsOfOneCellAreOneGroupAndFoldsOfAnySeedAreClean() throws IOException {
    Path images = SharedFolder.require("data/zheng1/images");
    List<Sample> cells = new ArrayList<>();
    List<Integer> twice =
        List.of(19, 21, 54, 71, 75, 82, 84, 91, 112, 139, 157, 158, 166, 167, 169, 171);
    for (int i = 1; i <= 300; i++) {
      // All pairs of all images would take a minute.
      if (i % 6 == 0 || twice.contains(i)) {
        Path file = images.resolve(String.format(Locale.ROOT, "%03d.bmp", i));
        assertThat(Files.exists(file)).isTrue();
        cells.add(new Sample(String.valueOf(i), LABELS.get(0), ImageSource.file(file)));
      }
    }
    Dataset found =
        SplitAudit.groupingDuplicates(Datasets.of(LABELS, cells), EvaluationListener.none());
    assertThat(divided(found).stream().filter(group -> group.size() > 1))
        .containsExactlyInAnyOrder(
            Set.of("19", "75"),
            Set.of("112", "139"),
            Set.of("71", "84"),
            Set.of("21", "82"),
            Set.of("54", "91"),
            Set.of("157", "158"),
            Set.of("167", "169"),
            Set.of("166", "171"));
    Folds folds = Folds.stratified(found, 5, 1);
    Map<String, Dataset> parts = new LinkedHashMap<>();
    for (int fold = 0; fold < 5; fold++) {
      parts.put("fold " + fold, folds.fold(fold));
    }
    assertThat(SplitAudit.of(parts, EvaluationListener.none()).leaks()).isEmpty();
  }
}
