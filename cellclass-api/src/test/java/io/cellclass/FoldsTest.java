package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static final LabelSet LABELS = LabelSet.of("a", "b", "c");
  private static final ImageSource SOURCE = ImageSource.of("x", RgbImage.of(1, 1, new byte[3]));

  /** A label, by position, and a group, by number; a negative group is one of the sample's own. */
  private record Member(int label, int group) {}

  @Property
  void foldsAreTheWholeAndNoneIsEmpty(
      @ForAll("members") List<Member> members,
      @ForAll @IntRange(min = 2, max = 6) int count,
      @ForAll long seed) {
    Dataset dataset = dataset(members);
    Assume.that(groups(dataset).size() >= count);

    Folds folds = Folds.stratified(dataset, count, seed);

    List<Sample> all = new ArrayList<>();
    int groups = 0;
    for (int fold = 0; fold < folds.count(); fold++) {
      assertThat(folds.fold(fold).samples()).isNotEmpty();
      all.addAll(folds.fold(fold).samples());
      groups += groups(folds.fold(fold)).size();
    }
    assertThat(folds.count()).isEqualTo(count);
    assertThat(all).containsExactlyInAnyOrderElementsOf(dataset.samples());
    // A divided group would be counted twice.
    assertThat(groups).isEqualTo(groups(dataset).size());
  }

  @Property
  void samplesThatStandAloneAreSpreadAsEvenlyAsCanBe(
      @ForAll("members") List<Member> members,
      @ForAll @IntRange(min = 2, max = 6) int count,
      @ForAll long seed) {
    Assume.that(members.size() >= count);
    Dataset dataset = dataset(members.stream().map(m -> new Member(m.label(), -1)).toList());

    Folds folds = Folds.stratified(dataset, count, seed);

    assertThat(spread(folds, Dataset::size)).isLessThanOrEqualTo(1);
    for (Label label : LABELS) {
      assertThat(spread(folds, fold -> fold.count(label))).isLessThanOrEqualTo(1);
    }
  }

  @Property
  void groupsOfOneLabelAreSpreadUpToTheLargest(
      @ForAll("members") List<Member> members,
      @ForAll @IntRange(min = 2, max = 6) int count,
      @ForAll long seed) {
    Dataset dataset =
        dataset(members.stream().map(m -> new Member(Math.abs(m.group()) % 3, m.group())).toList());
    Assume.that(groups(dataset).size() >= count);

    Folds folds = Folds.stratified(dataset, count, seed);

    for (Label label : LABELS) {
      Map<String, Integer> sizes = new TreeMap<>(Map.of("none", 0));
      dataset
          .where(s -> s.label().equals(label))
          .samples()
          .forEach(s -> sizes.merge(s.group(), 1, Integer::sum));
      assertThat(spread(folds, fold -> fold.count(label)))
          .isLessThanOrEqualTo(Collections.max(sizes.values()));
    }
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

    Folds folds = Folds.stratified(dataset(members), 5, 3);

    for (int fold = 0; fold < 5; fold++) {
      Dataset held = folds.fold(fold);
      assertThat(LABELS.asList().stream().map(held::count)).containsExactly(4, 4, 4);
    }
  }

  /** Worked by hand: the rare label's groups go apart although that makes the sizes differ. */
  @Test
  void aRareLabelIsSpreadBeforeSizesAreLevelled() {
    // Group 0 has 6 of a and 1 of b, group 1 has 1 of b, groups 2 and 3 have 3 of a.
    List<Member> members = new ArrayList<>(Collections.nCopies(6, new Member(0, 0)));
    members.add(new Member(1, 0));
    members.add(new Member(1, 1));
    members.addAll(Collections.nCopies(3, new Member(0, 2)));
    members.addAll(Collections.nCopies(3, new Member(0, 3)));

    Folds folds = Folds.stratified(dataset(members), 2, 1);

    assertThat(folds.of("group1")).isNotEqualTo(folds.of("group0"));
    assertThat(folds.of("group2")).isNotEqualTo(folds.of("group0"));
    assertThat(folds.of("group3")).isNotEqualTo(folds.of("group0"));
  }

  @Property
  void orderOfSamplesDoesNotMatterAndIsKept(
      @ForAll("members") List<Member> members, @ForAll long seed) {
    Dataset dataset = dataset(members);
    Assume.that(groups(dataset).size() >= 3);
    List<Sample> shuffled = new ArrayList<>(dataset.samples());
    Collections.shuffle(shuffled, new Random(seed));

    Folds one = Folds.stratified(dataset, 3, seed);
    Folds other = Folds.stratified(Datasets.of(LABELS, shuffled), 3, seed);

    for (int fold = 0; fold < 3; fold++) {
      assertThat(new HashSet<>(other.fold(fold).samples()))
          .isEqualTo(new HashSet<>(one.fold(fold).samples()));
      assertThat(one.fold(fold).samples())
          .isSortedAccordingTo(
              (a, b) -> dataset.samples().indexOf(a) - dataset.samples().indexOf(b));
    }
  }

  @Test
  void theSeedDecides() {
    Dataset dataset = dataset(Collections.nCopies(60, new Member(0, -1)));

    assertThat(Folds.stratified(dataset, 5, 7).fold(0))
        .isEqualTo(Folds.stratified(dataset, 5, 7).fold(0));
    assertThat(Folds.stratified(dataset, 5, 7).fold(0))
        .isNotEqualTo(Folds.stratified(dataset, 5, 8).fold(0));
  }

  @Property
  void leavingOneGroupOutHasAFoldForEachGroup(@ForAll("members") List<Member> members) {
    Dataset dataset = dataset(members);
    Assume.that(groups(dataset).size() >= 2);

    Folds folds = Folds.leaveOneGroupOut(dataset);

    assertThat(folds.count()).isEqualTo(groups(dataset).size());
    List<String> held =
        IntStream.range(0, folds.count())
            .mapToObj(folds::fold)
            .map(fold -> String.join(" and ", groups(fold)))
            .toList();
    assertThat(held).isSorted().doesNotHaveDuplicates().containsAll(groups(dataset));
  }

  @Property
  void eachSplitHoldsOneFoldOutAndDividesTheRest(
      @ForAll("members") List<Member> members, @ForAll long seed) {
    Dataset dataset = dataset(members);
    Assume.that(groups(dataset).size() >= 3);
    Folds folds = Folds.stratified(dataset, 3, seed);

    List<Split> splits = folds.splits(0.3, seed);

    assertThat(splits).hasSize(3).isEqualTo(folds.splits(0.3, seed));
    for (int fold = 0; fold < 3; fold++) {
      Split split = splits.get(fold);
      assertThat(split.test()).isEqualTo(folds.fold(fold));
      List<Sample> all = new ArrayList<>(split.test().samples());
      all.addAll(split.training().samples());
      all.addAll(split.validation().samples());
      assertThat(all).containsExactlyInAnyOrderElementsOf(dataset.samples());
      assertThat(
              groups(split.training()).size()
                  + groups(split.validation()).size()
                  + groups(split.test()).size())
          .isEqualTo(groups(dataset).size());
    }
  }

  @Test
  void theRestOfAFoldIsDividedByTheShareAndStratified() {
    List<Member> members = new ArrayList<>();
    for (int label = 0; label < 3; label++) {
      members.addAll(Collections.nCopies(50, new Member(label, -1)));
    }

    for (Split split : Folds.stratified(dataset(members), 5, 1).splits(0.25, 2)) {
      for (Label label : LABELS) {
        assertThat(split.test().count(label)).isEqualTo(10);
        assertThat(split.validation().count(label)).isEqualTo(10);
        assertThat(split.training().count(label)).isEqualTo(30);
      }
    }
  }

  @Test
  void whatCannotBeDividedIsRefused() {
    Dataset two = dataset(List.of(new Member(0, 1), new Member(1, 1), new Member(1, 2)));
    Dataset one = dataset(List.of(new Member(0, 1), new Member(1, 1)));

    for (int count : new int[] {-1, 1, 3}) {
      assertThatThrownBy(() -> Folds.stratified(two, count, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 groups")
          .hasMessageEndingWith("found " + count);
    }
    assertThatThrownBy(() -> Folds.leaveOneGroupOut(one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found [group1]");
    assertThatThrownBy(() -> Folds.leaveOneGroupOut(two).fold(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Folds.leaveOneGroupOut(two).of("group9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("group9");
  }

  @Provide
  Arbitrary<List<Member>> members() {
    Arbitrary<Integer> label = Arbitraries.integers().between(0, 2);
    Arbitrary<Integer> group = Arbitraries.integers().between(-5, 12);
    return Combinators.combine(label, group).as(Member::new).list().ofMinSize(1).ofMaxSize(60);
  }

  private static int spread(Folds folds, ToIntFunction<Dataset> measure) {
    int[] found =
        IntStream.range(0, folds.count()).mapToObj(folds::fold).mapToInt(measure).toArray();
    return IntStream.of(found).max().orElseThrow() - IntStream.of(found).min().orElseThrow();
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

  private static Set<String> groups(Dataset dataset) {
    return dataset.samples().stream().map(Sample::group).collect(Collectors.toSet());
  }
}
