package io.cellclass.segment;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cellclass.segment.data.VocFolder;
import io.cellclass.segment.evaluation.DetectionEvaluation;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md for this module. */
class SegmentArchitectureTest {
  private static final String EVALUATION = "io.cellclass.segment.evaluation..";
  private static final String DATA = "io.cellclass.segment.data..";
  private static final String COUNT = "io.cellclass.segment.count..";
  private static final String CLASSIC = "io.cellclass.segment.classic..";

  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.cellclass.segment");

  @Test
  void theRulesSeeTheModuleAndNotItsTests() {
    assertThat(MODULE.contain(Segmenter.class)).isTrue();
    assertThat(MODULE.contain(DetectionEvaluation.class)).isTrue();
    assertThat(MODULE.contain(VocFolder.class)).isTrue();
    assertThat(MODULE.contain(SegmentArchitectureTest.class)).isFalse();
  }

  /** No engine of networks is among them. */
  @Test
  void itNeedsTheNetworkAndFewLibrariesAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.cellclass",
            "io.cellclass.network..",
            "io.cellclass.segment..",
            "java..",
            "javax.imageio..",
            "javax.xml.stream..",
            "org.jspecify..",
            "com.google.common..",
            "com.fasterxml.jackson..",
            "org.tribuo..")
        .check(MODULE);
  }

  @Test
  void onlyTheClassicMethodsSeeTribuoAndFiguresSeeNoFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLASSIC)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tribuo..")
        .check(MODULE);
    noClasses()
        .that()
        .resideInAPackage(EVALUATION)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml..", "javax.imageio..", "javax.xml..", "java.awt..")
        .check(MODULE);
  }

  @Test
  void theValuesNeedNothingBehindThem() {
    noClasses()
        .that()
        .resideInAPackage("io.cellclass.segment")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EVALUATION, DATA, CLASSIC)
        .check(MODULE);
    noClasses()
        .that()
        .resideInAnyPackage(EVALUATION, DATA)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.cellclass.segment.*..")
                .and(not(resideInAPackage(EVALUATION)))
                .and(not(resideInAPackage(DATA)))
                // Distances and connected parts are the same everywhere.
                .and(not(resideInAPackage(CLASSIC)))
                // How counts agree is a matter of counts, whoever holds them against each other.
                .and(not(resideInAPackage(COUNT))))
        .check(MODULE);
    noClasses()
        .that()
        .resideInAPackage(CLASSIC)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EVALUATION, DATA)
        .check(MODULE);
    slices().matching("io.cellclass.(**)").should().beFreeOfCycles().check(MODULE);
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
  void itPrintsNothingAndReachesNoNetwork() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MODULE);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MODULE);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "javax.net..")
        .check(MODULE);
  }
}
