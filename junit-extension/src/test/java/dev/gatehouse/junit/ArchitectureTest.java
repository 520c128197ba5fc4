package dev.gatehouse.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The extension stands on what every user of the mock server can use, and on nothing else. */
@AnalyzeClasses(packages = "dev.gatehouse.junit", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule usesThePublicSideOfTheMockServer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse..internal..",
              "dev.gatehouse.mock.admin..",
              "dev.gatehouse.mock.cli..",
              "dev.gatehouse.mock.http..",
              "dev.gatehouse.mock.routing..",
              "com.github.tomakehurst..",
              "org.eclipse.jetty..");
}
