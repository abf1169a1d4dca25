package io.cellclass;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

record SampleList(LabelSet labels, List<Sample> samples) implements Dataset {
  SampleList {
    samples = List.copyOf(samples);
    Set<String> ids = new HashSet<>();
    for (Sample sample : samples) {
      if (!labels.contains(sample.label())) {
        throw new IllegalArgumentException(
            "sample "
                + sample.id()
                + " has the label "
                + sample.label()
                + ": expected one of "
                + labels);
      }
      if (!ids.add(sample.id())) {
        throw new IllegalArgumentException("two samples have the id " + sample.id());
      }
    }
  }
}
