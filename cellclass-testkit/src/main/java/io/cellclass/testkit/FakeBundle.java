package io.cellclass.testkit;

import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.MalformedBundleException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The file that a {@link FakeClassifier} saves: the names of its labels, a line each. */
final class FakeBundle {
  private FakeBundle() {}

  static void write(LabelSet labels, Path bundle) throws IOException {
    Path target = bundle.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("cannot save " + bundle + ": there is no folder " + folder);
    }
    List<String> names = labels.asList().stream().map(Label::name).toList();
    Path whole = Files.createTempFile(folder, "fake", ".part");
    try {
      Files.write(whole, names);
      Files.move(
          whole, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  static LabelSet labels(Path bundle) throws IOException {
    try {
      LabelSet labels = LabelSet.of(Files.readAllLines(bundle).toArray(String[]::new));
      if (labels.size() > 0) {
        return labels;
      }
    } catch (IllegalArgumentException | MalformedInputException e) {
      throw new MalformedBundleException(bundle + " holds no names of labels", e);
    }
    throw new MalformedBundleException(bundle + " holds no names of labels");
  }
}
