package io.cellclass;

import static io.cellclass.Leak.Kind.CONFLICTING_LABELS;
import static io.cellclass.Leak.Kind.EXACT_DUPLICATE;
import static io.cellclass.Leak.Kind.NEAR_DUPLICATE;
import static io.cellclass.Leak.Kind.SHARED_GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitAuditTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b");
  private static final Label A = LABELS.get(0);
  private static final Label B = LABELS.get(1);

  @Test
  void differentImagesAreClean() throws IOException {
    Sample[] training = new Sample[40];
    Sample[] test = new Sample[40];
    for (int i = 0; i < 40; i++) {
      training[i] = sample("t" + i, A, field(i));
      test[i] = sample("u" + i, A, field(100 + i));
    }

    SplitAudit audit = SplitAudit.of(split(part(training), part(), part(test)));

    assertThat(audit.leaks()).isEmpty();
    assertThat(audit.isClean()).isTrue();
    assertThat(audit.images()).isEqualTo(80);
    assertThatCode(audit::requireClean).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatShowsTheSameIsFound(long seed) throws IOException {
    RgbImage image = field(seed);
    List<Sample> retouched = new ArrayList<>();
    Retouched.all(image).forEach((name, changed) -> retouched.add(sample(name, A, changed)));

    SplitAudit audit =
        SplitAudit.of(
            split(
                part(sample("original", A, image), sample("another", A, field(seed + 50))),
                part(),
                part(retouched.toArray(Sample[]::new))));

    assertThat(audit.leaks()).allMatch(leak -> leak.kind() == NEAR_DUPLICATE);
    assertThat(audit.leaks().stream().map(Leak::firstId)).containsOnly("original");
    assertThat(audit.leaks().stream().map(Leak::secondId))
        .containsExactlyInAnyOrderElementsOf(retouched.stream().map(Sample::id).toList());
    assertThat(audit.leaks().stream().map(Leak::similarity))
        .allMatch(similarity -> similarity >= 0.8 && similarity <= 1)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void howTheFirstIsLaidOntoTheSecondIsSaid() throws IOException {
    Map<String, RgbImage> all = Retouched.all(field(3));
    Sample original = sample("original", A, field(3));

    Map<String, String> details = new LinkedHashMap<>();
    for (String name : List.of("80 % and back", "mirrored", "turned right", "turned left")) {
      Sample changed = sample(name, A, image(all, name));
      Leak leak = SplitAudit.of(split(part(original), part(changed), part())).leaks().get(0);
      details.put(
          name, leak.detail().replaceFirst("correlation (0.9\\d\\d|1.000), the first ", ""));
    }

    assertThat(details)
        .containsEntry("80 % and back", "as it is")
        .containsEntry("mirrored", "mirrored left to right")
        .containsEntry("turned right", "turned right by 90 degrees")
        .containsEntry("turned left", "turned left by 90 degrees");
  }

  private static RgbImage image(Map<String, RgbImage> images, String name) {
    return images.getOrDefault(name, field(99));
  }

  @Test
  void theSamePixelsAreFoundWhateverTheyAreCalled() throws IOException {
    Dataset training =
        part(sample("x", A, field(1)), sample("y", A, field(2)), sample("z", A, field(1)));
    Dataset validation = part(sample("v", A, field(2)));
    Dataset test = part(sample("y", A, field(2)), sample("w", A, field(1)));

    SplitAudit audit = SplitAudit.of(new Split(training, validation, test));

    assertThat(audit.leaks())
        .containsExactly(
            new Leak(EXACT_DUPLICATE, "training", "y", "validation", "v", 1, "the same pixels"),
            new Leak(EXACT_DUPLICATE, "training", "y", "test", "y", 1, "the same pixels"),
            new Leak(EXACT_DUPLICATE, "training", "x", "test", "w", 1, "the same pixels"),
            new Leak(EXACT_DUPLICATE, "validation", "v", "test", "y", 1, "the same pixels"));
  }

  @Test
  void sizeCountsAsWellAsPixels() throws IOException {
    byte[] grey = new byte[3 * 16];
    Arrays.fill(grey, (byte) 200);

    SplitAudit audit =
        SplitAudit.of(
            split(
                part(sample("wide", A, RgbImage.of(8, 2, grey))),
                part(sample("square", A, RgbImage.of(4, 4, grey))),
                part()));

    assertThat(audit.leaks()).isEmpty();
  }

  /** They correlate with nothing; even so their equals are found. */
  @Test
  void blankImagesLookLikeNothingElse() throws IOException {
    SplitAudit audit =
        SplitAudit.of(
            split(
                part(sample("white", A, blank(255)), sample("grey", A, blank(99))),
                part(sample("other", A, blank(200)), sample("cells", A, field(1))),
                part(sample("again", A, blank(255)))));

    assertThat(audit.leaks())
        .containsExactly(
            new Leak(EXACT_DUPLICATE, "training", "white", "test", "again", 1, "the same pixels"));
  }

  @Test
  void aGroupInTwoPartsIsNamedOnce() throws IOException {
    Dataset training = part(inGroup("x", "p1", 1), inGroup("y", "p1", 2), inGroup("z", "p2", 3));
    Dataset test = part(inGroup("u", "p1", 4), inGroup("v", "p1", 5), inGroup("w", "p3", 6));

    assertThat(SplitAudit.of(split(training, part(), test)).leaks())
        .containsExactly(
            new Leak(SHARED_GROUP, "training", "x", "test", "u", 0, "both of the group p1"));
  }

  @Test
  void anIdIsAGroupOnlyIfSomeOtherImageNamesIt() throws IOException {
    Sample alone = sample("1.png", A, field(1));
    Sample namesake = sample("1.png", A, field(2));
    Sample child = inGroup("1-turned.png", "1.png", 3);

    assertThat(SplitAudit.of(split(part(alone), part(namesake), part())).leaks()).isEmpty();
    assertThat(SplitAudit.of(split(part(alone), part(child), part())).leaks())
        .extracting(Leak::kind)
        .containsExactly(SHARED_GROUP);
    assertThat(SplitAudit.of(split(part(alone), part(namesake, child), part())).leaks())
        .extracting(Leak::secondId)
        .containsExactly("1-turned.png");
  }

  @Test
  void theSamePixelsWithAnotherLabelAreAConflictInOnePartToo() throws IOException {
    Dataset training =
        part(sample("x", A, field(1)), sample("y", B, field(1)), sample("z", A, field(1)));
    Dataset test = part(sample("w", B, field(1)));

    SplitAudit audit = SplitAudit.of(split(training, part(), test));

    String detail = "the same pixels, labelled a and b";
    assertThat(audit.leaks())
        .containsExactly(
            new Leak(EXACT_DUPLICATE, "training", "x", "test", "w", 1, "the same pixels"),
            new Leak(CONFLICTING_LABELS, "training", "x", "training", "y", 1, detail),
            new Leak(CONFLICTING_LABELS, "training", "x", "test", "w", 1, detail));
  }

  @Test
  void duplicatesInOnePartAreNoLeak() throws IOException {
    Dataset training =
        part(sample("x", A, field(1)), sample("y", A, field(1)), inGroup("z", "x", 2));

    assertThat(SplitAudit.of(split(training, part(), part(sample("u", A, field(9))))).isClean())
        .isTrue();
  }

  @Test
  void theExceptionNamesTenPairsAndCountsTheRest() throws IOException {
    List<Sample> training = new ArrayList<>();
    List<Sample> test = new ArrayList<>();
    for (int i = 10; i < 22; i++) {
      training.add(sample("x" + i, A, field(i)));
      test.add(sample("y" + i, A, field(i)));
    }
    SplitAudit audit =
        SplitAudit.of(
            split(
                part(training.toArray(Sample[]::new)), part(), part(test.toArray(Sample[]::new))));

    assertThat(audit.isClean()).isFalse();
    assertThatThrownBy(audit::requireClean)
        .isInstanceOf(LeakingSplitException.class)
        .hasMessageStartingWith(
            "expected parts of a data set that share nothing, found 12 pairs of images:\n  x10 (training) and y10 (test): the same pixels\n")
        .hasMessageContaining("x19 (training) and y19 (test)")
        .hasMessageNotContaining("x20")
        .hasMessageEndingWith("\n  and 2 more");
    assertThatThrownBy(() -> new LeakingSplitException(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnreadableImageEndsItUnlessTheListenerLeavesItOut() throws IOException {
    Map<String, Dataset> parts = new LinkedHashMap<>();
    parts.put("mine", part(sample("x", A, field(1)), new Sample("bad", A, new Broken("bad.png"))));
    parts.put("yours", part(sample("y", A, field(1))));
    List<String> told = new ArrayList<>();
    EvaluationListener patient =
        new EvaluationListener() {
          @Override
          public void unreadable(Sample sample, IOException problem) {
            told.add(sample.id());
          }

          @Override
          public void progressed(int done, int total) {
            told.add(done + "/" + total);
          }
        };

    assertThatThrownBy(() -> SplitAudit.of(parts, EvaluationListener.none()))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("bad.png");
    SplitAudit audit = SplitAudit.of(parts, patient);

    assertThat(told).containsExactly("bad", "2/3", "3/3");
    assertThat(audit.images()).isEqualTo(2);
    assertThat(audit.leaks())
        .containsExactly(
            new Leak(EXACT_DUPLICATE, "mine", "x", "yours", "y", 1, "the same pixels"));
  }

  private record Broken(String name) implements ImageSource {
    @Override
    public RgbImage read() throws IOException {
      throw new UnreadableImageException(name, "expected a picture");
    }
  }

  @Test
  void withinADataSetGroupsThatShareImagesAreFoundWhateverTheFoldsAre() throws IOException {
    Dataset images =
        part(
            inGroup("p1", "p", 1),
            inGroup("p2", "p", 1),
            inGroup("q1", "q", 1),
            inGroup("q2", "q", 2),
            sample("mirrored", A, image(Retouched.all(field(2)), "mirrored")),
            sample("wrong", B, field(3)),
            sample("right", A, field(3)),
            sample("other", A, field(4)));

    SplitAudit audit = SplitAudit.within(images, EvaluationListener.none());

    assertThat(audit.images()).isEqualTo(8);
    assertThat(audit.leaks().stream().map(l -> l.kind() + " " + l.firstId() + " " + l.secondId()))
        .containsExactly(
            "EXACT_DUPLICATE p1 q1",
            "EXACT_DUPLICATE wrong right",
            "CONFLICTING_LABELS wrong right",
            "NEAR_DUPLICATE q2 mirrored");
    assertThat(audit.leaks()).allMatch(l -> l.firstPart().equals("data"));
    assertThat(
            SplitAudit.within(
                    SplitAudit.groupingDuplicates(images, EvaluationListener.none()),
                    EvaluationListener.none())
                .leaks())
        .extracting(Leak::kind)
        .containsExactly(CONFLICTING_LABELS);
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> SplitAudit.of(split(part(sample("x", A, field(1))), part(), part())))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void noPartsAreRefused() {
    assertThatThrownBy(() -> SplitAudit.of(Map.of(), EvaluationListener.none()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RgbImage field(long seed) {
    return Retouched.field(seed, 200, 150);
  }

  private static RgbImage blank(int grey) {
    byte[] bytes = new byte[3 * 40 * 40];
    Arrays.fill(bytes, (byte) grey);
    return RgbImage.of(40, 40, bytes);
  }

  private static Sample sample(String id, Label label, RgbImage image) {
    return new Sample(id, label, ImageSource.of(id, image));
  }

  private static Sample inGroup(String id, String group, long seed) {
    return new Sample(id, A, group, ImageSource.of(id, field(seed)));
  }

  private static Dataset part(Sample... samples) {
    return Datasets.of(LABELS, List.of(samples));
  }

  private static Split split(Dataset training, Dataset validation, Dataset test) {
    return new Split(training, validation, test);
  }
}
