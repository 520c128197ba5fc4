package dev.gatehouse.mock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;

/** The arrows of the design: who may know whom inside the mock server. */
@AnalyzeClasses(packages = "dev.gatehouse.mock", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static GivenClassesConjunction classesOutside(String... packages) {
    return noClasses().that().resideOutsideOfPackages(packages);
  }

  @ArchTest
  static final ArchRule onlyHttpKnowsJetty =
      classesOutside("dev.gatehouse.mock.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jetty..");

  @ArchTest
  static final ArchRule onlyStubKnowsWireMock =
      classesOutside("dev.gatehouse.mock.stub..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.github.tomakehurst..", "org.wiremock..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli =
      classesOutside("dev.gatehouse.mock.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  /** The one rule: the two sides share no protocol code. */
  @ArchTest
  static final ArchRule theMockStandsOnNoProtocolCodeOfTheClient =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.mock..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.nimbusds.oauth2..",
              "com.nimbusds.openid..",
              "org.apache.hc..",
              "software.amazon..");

  /** A scenario hands out a client and {@code call} runs one; nothing else may touch it. */
  @ArchTest
  static final ArchRule onlyScenariosAndTheCommandLineKnowTheClient =
      classesOutside("dev.gatehouse.mock.scenario..", "dev.gatehouse.mock.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.gatehouse.client..");

  @ArchTest
  static final ArchRule protocolLogicTouchesNoSocket =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.gatehouse.mock.gate..",
              "dev.gatehouse.mock.oauth2..",
              "dev.gatehouse.mock.aws..",
              "dev.gatehouse.mock.ntlm..",
              "dev.gatehouse.mock.exchange..",
              "dev.gatehouse.mock.fault..",
              "dev.gatehouse.mock.journal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock.http..", "java.nio.channels..", "java.net.http..");

  @ArchTest
  static final ArchRule providersKnowNoScenarioAndNoServer =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.gatehouse.mock.gate..",
              "dev.gatehouse.mock.oauth2..",
              "dev.gatehouse.mock.aws..",
              "dev.gatehouse.mock.ntlm..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock",
              "dev.gatehouse.mock.scenario..",
              "dev.gatehouse.mock.stub..",
              "dev.gatehouse.mock.cli..");

  @ArchTest
  static final ArchRule awsKnowsNoOtherProvider =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.mock.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock.oauth2..", "dev.gatehouse.mock.ntlm..", "software.amazon..");

  /** A policy decides about facts it is given; who the facts are about is IAM's affair. */
  @ArchTest
  static final ArchRule policiesKnowNothingButThemselves =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.mock.aws.policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock.aws.iam..",
              "dev.gatehouse.mock.aws.sts..",
              "dev.gatehouse.mock.aws.sigv4..",
              "dev.gatehouse.mock.exchange..");

  /** What a token is bound to, a gate learns from whoever verifies the token. */
  @ArchTest
  static final ArchRule gatesKnowNoProvider =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.mock.gate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock.oauth2..",
              "dev.gatehouse.mock.aws..",
              "dev.gatehouse.mock.ntlm..",
              "com.nimbusds..");

  /** AWS trusts other providers by their keys, which are data. */
  @ArchTest
  static final ArchRule providersKnowNoOtherProvider =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.mock.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.gatehouse.mock.oauth2..", "dev.gatehouse.mock.entra..");

  @ArchTest
  static final ArchRule ntlmKnowsNoOtherProvider =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.mock.ntlm..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock.oauth2..",
              "dev.gatehouse.mock.entra..",
              "dev.gatehouse.mock.aws..");

  /** Messages and computations know nothing of HTTP. */
  @ArchTest
  static final ArchRule ntlmMessagesKnowNoExchange =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.mock.ntlm.internal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock.exchange..", "dev.gatehouse.mock.gate..", "java.net..");

  @ArchTest
  static final ArchRule oAuth2KnowsNeitherAwsNorNtlm =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.mock.oauth2..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.gatehouse.mock.aws..", "dev.gatehouse.mock.ntlm..");

  /** Whoever verifies signatures needs neither the accounts nor the service that issues them. */
  @ArchTest
  static final ArchRule signaturesKnowNoAccounts =
      noClasses()
          .that()
          .resideInAPackage("dev.gatehouse.mock.aws.sigv4..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock.aws.iam..",
              "dev.gatehouse.mock.aws.policy..",
              "dev.gatehouse.mock.aws.sts..");

  /** What providers share knows none of them. */
  @ArchTest
  static final ArchRule whatProvidersShareKnowsNone =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.gatehouse.mock.jose..",
              "dev.gatehouse.mock.page..",
              "dev.gatehouse.mock.credential..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.gatehouse.mock.oauth2..",
              "dev.gatehouse.mock.entra..",
              "dev.gatehouse.mock.aws..",
              "dev.gatehouse.mock.ntlm..",
              "dev.gatehouse.mock.gate..");

  /** Whoever misbehaves does not know it: faults come between the server and the client. */
  @ArchTest
  static final ArchRule nobodyHelpsAFaultToHappen =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.gatehouse.mock.gate..",
              "dev.gatehouse.mock.oauth2..",
              "dev.gatehouse.mock.aws..",
              "dev.gatehouse.mock.ntlm..",
              "dev.gatehouse.mock.exchange..",
              "dev.gatehouse.mock.stub..",
              "dev.gatehouse.mock.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.gatehouse.mock.fault..");
}
