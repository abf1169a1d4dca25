package io.cellclass.onnx;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md, for this module. */
class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.cellclass.onnx");

  @Test
  void itNeedsTheNetworkAndOnnxAlone() {
    assertThat(MODULE.contain(OnnxClassifier.class)).isTrue();
    assertThat(MODULE.contain(ArchitectureTest.class)).isFalse();
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.cellclass",
            "io.cellclass.network..",
            "io.cellclass.onnx",
            "ai.onnxruntime..",
            "ai.onnx.proto",
            "com.google.protobuf..",
            "com.google.common..",
            "java..",
            "org.jspecify..")
        .check(MODULE);
  }

  @Test
  void nothingReadsOrWritesSerializedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat(
            equivalentTo(ObjectInputStream.class).or(equivalentTo(ObjectOutputStream.class)))
        .check(MODULE);
  }

  @Test
  void itDoesNotPrintAndReachesNoNetwork() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MODULE);
    noClasses().should().dependOnClassesThat().resideInAPackage("java.net..").check(MODULE);
  }

  /** An application that only classifies gets none of Deeplearning4j with this module. */
  @Test
  void deeplearning4jIsNotOnItsClassPath() {
    assertThat(System.getProperty("java.class.path"))
        .contains("onnxruntime")
        .doesNotContain("nd4j")
        .doesNotContain("deeplearning4j")
        .doesNotContain("bytedeco");
  }
}
