package dev.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.gatehouse", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule aConnectionIsDataAndKnowsNoClient =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.connection..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.client..", "org.apache.hc..", "com.nimbusds..", "software.amazon..");

  @ArchTest
  static final ArchRule theClientReadsNoJsonOfItsOwn =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.client..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule onePackageKnowsTheHtmlParser =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.gatehouse.client.internal.page")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jsoup..");

  @ArchTest
  static final ArchRule readingAPageTalksToNobody =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.client.internal.page")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.hc..", "dev.gatehouse.client", "com.nimbusds..");

  @ArchTest static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
