package io.cellclass.dl4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cellclass.Classifier;
import io.cellclass.augment.Augmentations;
import io.cellclass.inception.InceptionWeights;
import io.cellclass.network.Network;
import io.cellclass.testkit.BloodSmears;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md, for all modules that this one sees. */
class ArchitectureTest {
  private static final String API = "io.cellclass";
  private static final String NETWORK = "io.cellclass.network..";
  private static final String AUGMENT = "io.cellclass.augment..";
  private static final String DL4J = "io.cellclass.dl4j..";
  private static final String INCEPTION = "io.cellclass.inception..";
  private static final String TESTKIT = "io.cellclass.testkit..";

  private static final JavaClasses PUBLISHED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.cellclass");

  @Test
  void theRulesSeeEveryModule() {
    assertThat(PUBLISHED.contain(Classifier.class)).isTrue();
    assertThat(PUBLISHED.contain(Augmentations.class)).isTrue();
    assertThat(PUBLISHED.contain(Network.class)).isTrue();
    assertThat(PUBLISHED.contain(InceptionWeights.class)).isTrue();
    assertThat(PUBLISHED.contain(BloodSmears.class)).isTrue();
    assertThat(PUBLISHED.contain(Dl4jClassifier.class)).isTrue();
    assertThat(PUBLISHED.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void onlyThisModuleSeesDeeplearning4j() {
    noClasses()
        .that()
        .resideOutsideOfPackage(DL4J)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.datavec..")
        .check(PUBLISHED);
  }

  @Test
  void onlyAugmentSeesOpenCv() {
    noClasses()
        .that()
        .resideOutsideOfPackage(AUGMENT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.opencv..")
        .check(PUBLISHED);
    noClasses()
        .that()
        .resideOutsideOfPackages(AUGMENT, DL4J)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(PUBLISHED);
  }

  @Test
  void theApiNeedsTheJdkAndGuavaAlone() {
    classes()
        .that()
        .resideInAPackage(API)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(API, "java..", "javax..", "org.jspecify..", "com.google.common..")
        .check(PUBLISHED);
  }

  @Test
  void modulesSeeOnlyThoseBeforeThem() {
    noClasses()
        .that()
        .resideInAPackage(NETWORK)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AUGMENT, DL4J, INCEPTION, TESTKIT)
        .check(PUBLISHED);
    noClasses()
        .that()
        .resideInAPackage(AUGMENT)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.cellclass..").and(not(resideInAnyPackage(API, AUGMENT))))
        .check(PUBLISHED);
    noClasses()
        .that()
        .resideInAPackage(INCEPTION)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AUGMENT, DL4J, TESTKIT)
        .check(PUBLISHED);
    noClasses()
        .that()
        .resideInAPackage(DL4J)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INCEPTION, TESTKIT)
        .check(PUBLISHED);
    noClasses()
        .that()
        .resideInAPackage(TESTKIT)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.cellclass..").and(not(resideInAnyPackage(API, TESTKIT))))
        .check(PUBLISHED);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.(**)").should().beFreeOfCycles().check(PUBLISHED);
  }

  @Test
  void packagesAreNamedAfterWhatTheyHold() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..impl..", "..internal..", "..util..", "..common..", "..core..", "..manager..")
        .check(PUBLISHED);
  }

  /** Not even Deeplearning4j's graphs are read that way: they are compiled each time. */
  @Test
  void nothingReadsOrWritesSerializedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat(
            equivalentTo(ObjectInputStream.class).or(equivalentTo(ObjectOutputStream.class)))
        .check(PUBLISHED);
  }

  /** A URI alone opens no connection. */
  @Test
  void onlyTheDownloadOfABackboneReachesTheNetwork() {
    noClasses()
        .that()
        .haveNameNotMatching("io\\.cellclass\\.network\\.BackboneDownload(\\$.*)?")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net..", "javax.net..").and(not(equivalentTo(URI.class))))
        .check(PUBLISHED);
  }

  @Test
  void theLibraryDoesNotPrint() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(PUBLISHED);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(PUBLISHED);
  }

  @Test
  void theLibraryDoesNotEndTheProcess() {
    noClasses().should().callMethod(System.class, "exit", int.class).check(PUBLISHED);
  }
}
