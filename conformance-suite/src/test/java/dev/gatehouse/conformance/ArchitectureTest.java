package dev.gatehouse.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the design: who may know whom inside the conformance suite. */
@AnalyzeClasses(packages = "dev.gatehouse.conformance", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.gatehouse.conformance.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  /** A check judges every client by the same means. */
  @ArchTest
  static final ArchRule checksKnowNoClientInParticular =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.gatehouse.conformance.check..", "dev.gatehouse.conformance.peer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.client..",
              "dev.gatehouse.conformance.saboteur..",
              "dev.gatehouse.conformance.exec..",
              "dev.gatehouse.conformance.report..",
              "dev.gatehouse.conformance.cli..");

  /** What is broken on purpose must be broken in that place only, so it stands on its own code. */
  @ArchTest
  static final ArchRule saboteursShareNoProtocolCodeWithAnybody =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.conformance.saboteur..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.client..",
              "dev.gatehouse.mock.gate..",
              "dev.gatehouse.mock.oauth2..",
              "dev.gatehouse.mock.aws..",
              "dev.gatehouse.mock.ntlm..",
              "dev.gatehouse.conformance.check..",
              "dev.gatehouse.conformance.peer..",
              "com.nimbusds..",
              "software.amazon..",
              "org.apache.hc..");

  @ArchTest
  static final ArchRule reportsKnowNothingOfHowAClientIsChecked =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.conformance.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock..",
              "dev.gatehouse.conformance.check..",
              "dev.gatehouse.conformance.exec..",
              "dev.gatehouse.conformance.saboteur..");
}
