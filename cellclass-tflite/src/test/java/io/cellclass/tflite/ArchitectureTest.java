package io.cellclass.tflite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md for this module. */
class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.cellclass.tflite");

  @Test
  void theModuleNeedsTheNetworkAndTensorFlowLiteAlone() {
    assertThat(MODULE.contain(TfliteClassifier.class)).isTrue();
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "com.google.common..",
            "com.google.flatbuffers..",
            "org.tensorflow.lite..",
            "org.bytedeco.tensorflowlite..",
            "org.bytedeco.javacpp..",
            "io.cellclass",
            "io.cellclass.network..",
            "io.cellclass.tflite..")
        .check(MODULE);
  }

  @Test
  void onlyTheInterpreterTouchesNativeCode() {
    noClasses()
        .that()
        .doNotHaveSimpleName("LiteInterpreter")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(MODULE);
  }

  @Test
  void noDeeplearning4jIsSeen() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.datavec..", "java.net..")
        .check(MODULE);
  }

  @Test
  void theLibraryDoesNotPrint() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MODULE);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MODULE);
  }
}
