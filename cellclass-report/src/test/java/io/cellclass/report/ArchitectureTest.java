package io.cellclass.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md for this module. */
class ArchitectureTest {
  private static final JavaClasses PUBLISHED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.cellclass.report");

  @Test
  void itNeedsTheJdkTheApiAndXChartAlone() {
    assertThat(PUBLISHED.contain(HtmlReport.class)).isTrue();
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.cellclass",
            "io.cellclass.report",
            "java..",
            "javax.imageio..",
            "org.jspecify..",
            "org.knowm.xchart..")
        .check(PUBLISHED);
  }

  /** Its windows need a screen; its writers of files need libraries that are excluded. */
  @Test
  void ofXChartItUsesOnlyTheDrawing() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "org\\.knowm\\.xchart\\.(.*Encoder|Swing.*|XChartPanel)|javax\\.swing\\..*")
        .check(PUBLISHED);
  }

  @Test
  void itReachesNoNetworkAndPrintsNothing() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("java.net..").check(PUBLISHED);
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(PUBLISHED);
  }
}
