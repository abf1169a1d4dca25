package io.cellclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final ImageSource SOURCE = ImageSource.of("x", RgbImage.of(1, 1, new byte[3]));

  @Test
  void theFirstCapturingGroupInTheFileNameIsTheGroup() {
    Dataset grouped =
        dataset("7_1/_9_96.jpeg", "b/_9_5.jpeg", "_12_9_4.jpeg")
            .groupedBy(pattern("_(\\d+)_(\\d)"));

    assertThat(groups(grouped)).containsExactly("9", "9", "12");
  }

  @Test
  void withoutACapturingGroupTheWholeMatchIs() {
    assertThat(groups(dataset("p1/p7-a.png", "p7-b.png").groupedBy(pattern("p\\d+"))))
        .containsExactly("p7", "p7");
  }

  @Test
  void everythingButTheGroupStays() {
    Dataset dataset = dataset("a/1-x.png", "a/2-x.png");

    Dataset grouped = dataset.groupedBy(pattern("^\\d"));

    assertThat(grouped.labels()).isEqualTo(dataset.labels());
    for (int i = 0; i < 2; i++) {
      Sample before = dataset.samples().get(i);
      Sample after = grouped.samples().get(i);
      assertThat(new Sample(after.id(), after.label(), before.group(), after.source()))
          .isEqualTo(before);
    }
  }

  @Test
  void aFileNameWithoutAGroupIsNamed() {
    // The folder matches, the file name does not; an empty or absent group is none.
    for (String bad : List.of("(\\d)x", "7()", "7|(x)")) {
      assertThatThrownBy(() -> dataset("1x/7.png").groupedBy(pattern(bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(bad)
          .hasMessageContaining("1x/7.png");
    }
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex);
  }

  private static Dataset dataset(String... ids) {
    LabelSet labels = LabelSet.of("a", "b");
    return Datasets.of(
        labels, Arrays.stream(ids).map(id -> new Sample(id, labels.get(1), SOURCE)).toList());
  }

  private static List<String> groups(Dataset dataset) {
    return dataset.samples().stream().map(Sample::group).toList();
  }
}
