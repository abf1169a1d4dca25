package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b", "c");
  private static final ImageSource SOURCE = ImageSource.of("x", RgbImage.of(1, 1, new byte[3]));

  /** A label, by position, and a group, by number; a negative group is one of the sample's own. */
  private record Member(int label, int group) {}

  @Test
  void fiftyOfEachLabelSplitFortyToTen() {
    Split split = Split.stratified(alone(50, 50, 50), 0.2, 1);

    for (Label label : LABELS) {
      assertThat(split.training().count(label)).isEqualTo(40);
      assertThat(split.validation().count(label)).isEqualTo(10);
    }
    assertThat(split.test().size()).isZero();
  }

  @Test
  void countsAreTheLargestRemainderRounding() {
    // 7 by .7, .2, .1: 4.9, 1.4, .7 -> 5, 1, 1. 13: 9.1, 2.6, 1.3 -> 9, 3, 1. 24: 16.8, 4.8, 2.4 ->
    // 17, 5, 2.
    Split split = Split.stratified(alone(7, 13, 24), new Split.Fractions(0.7, 0.2, 0.1), 5);

    assertThat(counts(split.training())).containsExactly(5, 9, 17);
    assertThat(counts(split.validation())).containsExactly(1, 3, 5);
    assertThat(counts(split.test())).containsExactly(1, 1, 2);
  }

  @Test
  void aLabelReachesTheTrainingPartFirstAndEveryPartIfItCan() {
    // Rounding alone would give 0/1, 2/0 and 3/0.
    Split mostlyTested = Split.stratified(alone(1, 0, 0), 0.7, 1);
    Split rare = Split.stratified(alone(2, 3, 10), 0.1, 1);

    assertThat(counts(mostlyTested.training())).containsExactly(1, 0, 0);
    assertThat(counts(rare.training())).containsExactly(1, 2, 9);
    assertThat(counts(rare.validation())).containsExactly(1, 1, 1);
  }

  @Test
  void equalGroupsAreDividedExactly() {
    List<Member> members = new ArrayList<>();
    for (int group = 0; group < 10; group++) {
      for (int i = 0; i < 5; i++) {
        members.add(new Member(group % 2, group));
      }
    }

    Split split = Split.stratified(dataset(members), 0.2, 3);

    assertThat(counts(split.training())).containsExactly(20, 20, 0);
    assertThat(counts(split.validation())).containsExactly(5, 5, 0);
  }

  @Test
  void patientsWithAllLabelsAreDividedByTheirNumber() {
    List<Member> members = new ArrayList<>();
    for (int patient = 0; patient < 10; patient++) {
      for (int label = 0; label < 3; label++) {
        members.add(new Member(label, patient));
        members.add(new Member(label, patient));
      }
    }

    Split split = Split.stratified(dataset(members), 0.3, 3);

    assertThat(counts(split.training())).containsExactly(14, 14, 14);
    assertThat(counts(split.validation())).containsExactly(6, 6, 6);
  }

  @Property
  void partsAreTheWholeAndNoGroupIsDivided(
      @ForAll("members") List<Member> members,
      @ForAll("fractions") Split.Fractions fractions,
      @ForAll long seed) {
    Dataset dataset = dataset(members);

    Split split = Split.stratified(dataset, fractions, seed);

    List<Sample> all = parts(split).flatMap(part -> part.samples().stream()).toList();
    assertThat(all).hasSize(dataset.size()).containsExactlyInAnyOrderElementsOf(dataset.samples());
    List<Set<String>> groups = parts(split).map(SplitTest::groups).toList();
    assertThat(groups.stream().mapToInt(Set::size).sum()).isEqualTo(groups(dataset).size());
    assertThat(split.training().size() == 0).isEqualTo(fractions.training() == 0);
    assertThat(fractions.validation() > 0 || split.validation().size() == 0).isTrue();
    assertThat(fractions.test() > 0 || split.test().size() == 0).isTrue();
  }

  @Property
  void orderOfSamplesDoesNotMatterAndIsKept(
      @ForAll("members") List<Member> members, @ForAll long seed) {
    Dataset dataset = dataset(members);
    List<Sample> shuffled = new ArrayList<>(dataset.samples());
    Collections.shuffle(shuffled, new Random(seed));

    Split one = Split.stratified(dataset, 0.3, seed);
    Split other = Split.stratified(Datasets.of(LABELS, shuffled), 0.3, seed);

    assertThat(Split.stratified(dataset, 0.3, seed)).isEqualTo(one);
    assertThat(new HashSet<>(other.training().samples()))
        .isEqualTo(new HashSet<>(one.training().samples()));
    assertThat(one.training().samples())
        .isSortedAccordingTo((a, b) -> dataset.samples().indexOf(a) - dataset.samples().indexOf(b));
  }

  @Property
  void everyLabelIsInTheTrainingPart(
      @ForAll("members") List<Member> members,
      @ForAll("fractions") Split.Fractions fractions,
      @ForAll long seed) {
    // With groups of several labels it may be impossible.
    Assume.that(fractions.training() > 0);
    Dataset dataset = dataset(ofOneLabel(members));

    Split split = Split.stratified(dataset, fractions, seed);

    for (Label label : LABELS) {
      assertThat(split.training().count(label) > 0).isEqualTo(dataset.count(label) > 0);
    }
  }

  @Property
  void labelWithGroupsEnoughIsInEveryPart(
      @ForAll("members") List<Member> members,
      @ForAll("fractions") Split.Fractions fractions,
      @ForAll long seed) {
    Dataset dataset = dataset(ofOneLabel(members));
    List<Double> shares = List.of(fractions.training(), fractions.validation(), fractions.test());
    long open = shares.stream().filter(share -> share > 0).count();

    List<Dataset> parts = parts(Split.stratified(dataset, fractions, seed)).toList();

    for (Label label : LABELS) {
      if (groups(dataset.where(sample -> sample.label().equals(label))).size() >= open) {
        for (int part = 0; part < 3; part++) {
          assertThat(parts.get(part).count(label) > 0).isEqualTo(shares.get(part) > 0);
        }
      }
    }
  }

  @Property
  void samplesThatStandAloneMissTheirSharesByLessThanOne(
      @ForAll @Size(3) List<@IntRange(min = 20, max = 90) Integer> counts,
      @ForAll @IntRange(min = 10, max = 90) int percent,
      @ForAll long seed) {
    Dataset dataset = alone(counts.get(0), counts.get(1), counts.get(2));

    Split split = Split.stratified(dataset, percent / 100.0, seed);

    for (int label = 0; label < 3; label++) {
      double wanted = counts.get(label) * percent / 100.0;
      assertThat(Math.abs(split.validation().count(LABELS.get(label)) - wanted))
          .isLessThanOrEqualTo(0.5 + 1e-9);
    }
  }

  @Test
  void anotherSeedGivesAnotherSplit() {
    Dataset dataset = alone(50, 50, 50);

    assertThat(Split.stratified(dataset, 0.2, 1).validation().samples())
        .isNotEqualTo(Split.stratified(dataset, 0.2, 2).validation().samples());
  }

  @Test
  void sharesThatAreNoSharesAreRefused() {
    for (double[] bad : new double[][] {{0.5, 0.4, 0}, {1.5, -0.5, 0}, {Double.NaN, 0.5, 0.5}}) {
      assertThatThrownBy(() -> new Split.Fractions(bad[0], bad[1], bad[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("add up to 1");
    }
    assertThatThrownBy(() -> Split.stratified(alone(1, 1, 1), 1.1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void partsWithDifferentLabelsAreRefused() {
    Dataset one = alone(1, 1, 1);
    Dataset other = Datasets.of(LabelSet.of("a"), List.of());

    assertThatThrownBy(() -> new Split(one, other, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same labels");
  }

  @Provide
  Arbitrary<List<Member>> members() {
    Arbitrary<Integer> label = Arbitraries.integers().between(0, 2);
    Arbitrary<Integer> group = Arbitraries.integers().between(-5, 12);
    return Combinators.combine(label, group).as(Member::new).list().ofMinSize(1).ofMaxSize(60);
  }

  @Provide
  Arbitrary<Split.Fractions> fractions() {
    return Arbitraries.of(
        new Split.Fractions(0.8, 0.2, 0),
        new Split.Fractions(0.7, 0.15, 0.15),
        new Split.Fractions(0.1, 0.1, 0.8),
        new Split.Fractions(1, 0, 0),
        new Split.Fractions(0.5, 0, 0.5));
  }

  private static List<Member> ofOneLabel(List<Member> members) {
    return members.stream().map(m -> new Member(Math.abs(m.group()) % 3, m.group())).toList();
  }

  private static Dataset alone(int... counts) {
    List<Member> members = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      members.addAll(Collections.nCopies(counts[label], new Member(label, -1)));
    }
    return dataset(members);
  }

  private static Dataset dataset(List<Member> members) {
    List<Sample> samples = new ArrayList<>();
    for (Member member : members) {
      String id = "image" + samples.size();
      String group = member.group() < 0 ? id : "group" + member.group();
      samples.add(new Sample(id, LABELS.get(member.label()), group, SOURCE));
    }
    return Datasets.of(LABELS, samples);
  }

  private static Stream<Dataset> parts(Split split) {
    return Stream.of(split.training(), split.validation(), split.test());
  }

  private static Set<String> groups(Dataset dataset) {
    return dataset.samples().stream().map(Sample::group).collect(Collectors.toSet());
  }

  private static List<Integer> counts(Dataset dataset) {
    return LABELS.asList().stream().map(dataset::count).toList();
  }
}
