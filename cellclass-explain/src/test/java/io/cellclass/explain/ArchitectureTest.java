package io.cellclass.explain;

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
          .importPackages("io.cellclass.explain");

  @Test
  void itNeedsTheJdkAndTheApiAlone() {
    assertThat(PUBLISHED.contain(Method.class)).isTrue();
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.cellclass", "io.cellclass.explain..", "java..", "javax.imageio..", "org.jspecify..")
        .check(PUBLISHED);
  }

  @Test
  void itReachesNoNetworkAndPrintsNothing() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("java.net..").check(PUBLISHED);
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(PUBLISHED);
  }
}
