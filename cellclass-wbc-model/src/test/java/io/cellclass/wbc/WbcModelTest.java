package io.cellclass.wbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cellclass.Classifier;
import io.cellclass.Dataset;
import io.cellclass.Datasets;
import io.cellclass.Evaluation;
import io.cellclass.Label;
import io.cellclass.LabelSet;
import io.cellclass.RgbImage;
import io.cellclass.Sample;
import io.cellclass.network.SharedFiles;
import io.cellclass.testkit.BloodSmears;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WbcModelTest {
  private static final LabelSet LABELS =
      LabelSet.of(
          "basophil",
          "eosinophil",
          "erythroblast",
          "ig",
          "lymphocyte",
          "monocyte",
          "neutrophil",
          "platelet");

  private static final int IMAGES_PER_CLASS = 5;

  /** This module and what it needs, as folders of classes or as jars. */
  private static final Pattern NO_ENGINE =
      Pattern.compile(
          "cellclass-(api|wbc-model)([/\\\\]target[/\\\\]classes|-[^/\\\\]+\\.jar)$"
              + "|(guava|failureaccess|jspecify)-[^/\\\\]+\\.jar$");

  @Test
  void drawnCellsAreClassifiedUnderTheEightLabels() throws IOException {
    List<RgbImage> images = new ArrayList<>();
    for (Sample sample : BloodSmears.dataset(2, 1).samples()) {
      images.add(sample.image());
    }
    try (Classifier classifier = WbcModel.load()) {
      assertThat(classifier.labels()).isEqualTo(LABELS);
      assertThat(classifier.classify(images))
          .hasSameSizeAs(images)
          .allSatisfy(prediction -> assertThat(prediction.scores()).hasSize(8));
      assertThat(classifier.provenance().settings()).containsEntry("trainer", "MultiDepthTrainer");
    }
  }

  /** They are among those it learnt from: this shows that the file is right, not how good it is. */
  @Test
  void photographsAreRecognised() throws IOException {
    Dataset some = some(Datasets.folders(SharedFiles.require("data/pbc/val")));
    assertThat(some.size()).isEqualTo(40);
    try (Classifier classifier = WbcModel.load()) {
      assertThat(Evaluation.of(classifier, some).accuracy()).isGreaterThan(0.9);
    }
  }

  private static Dataset some(Dataset all) {
    Map<Label, Integer> taken = new HashMap<>();
    List<Sample> samples =
        all.samples().stream()
            .filter(sample -> taken.merge(sample.label(), 1, Integer::sum) <= IMAGES_PER_CLASS)
            .toList();
    return Datasets.of(all.labels(), samples);
  }

  @Test
  void theResourceIsAFewMegabytes() throws IOException {
    try (InputStream in = WbcModel.class.getResourceAsStream(WbcModel.RESOURCE)) {
      assertThat(Objects.requireNonNull(in).readAllBytes().length).isLessThan(12 << 20);
    }
  }

  @Test
  void withoutAnEngineTheDependencyIsNamed() throws Exception {
    try (URLClassLoader withoutEngine =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Class<?> door = withoutEngine.loadClass(WbcModel.class.getName());
      assertThat(door).isNotSameAs(WbcModel.class);
      assertThatIllegalStateException()
          .isThrownBy(() -> call(door))
          .withMessageContaining("no engine on the class path")
          .withMessageContaining("io.cellclass:cellclass-dl4j");
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (NO_ENGINE.matcher(entry).find()) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static void call(Class<?> door) throws Throwable {
    try {
      door.getMethod("load").invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
