package dev.gatehouse.mock.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The constraints of the API's model, parameter by parameter. */
class ConstraintsTest {
  private static final String NAME = "Member must satisfy regular expression pattern: [\\w+=,.@-]*";

  private final StsFixture aws = new StsFixture();

  /** An action's right parameters. */
  private static Map<String, String> right(String action) {
    Map<String, String> parameters = new LinkedHashMap<>();
    switch (action) {
      case "AssumeRole", "AssumeRoleWithWebIdentity" -> {
        parameters.put("RoleArn", StsFixture.ROLE_ARN);
        parameters.put("RoleSessionName", "one");
        parameters.put("WebIdentityToken", "e30.e30.e30");
      }
      case "GetFederationToken" -> parameters.put("Name", "bob");
      default -> {}
    }
    return parameters;
  }

  private StsAnswer answer(String action, Map<String, String> parameters) {
    List<String> flat = new ArrayList<>();
    parameters.forEach((name, value) -> flat.addAll(List.of(name, value)));
    return aws.call(aws.asAnn, action, flat.toArray(String[]::new));
  }

  private static String one(String value, String member, String rule) {
    return "400 ValidationError: 1 validation error detected: Value '"
        + value
        + "' at '"
        + member
        + "' failed to satisfy constraint: "
        + rule;
  }

  private static String least(int least) {
    return "Member must have length greater than or equal to " + least;
  }

  private static String most(int most) {
    return "Member must have length less than or equal to " + most;
  }

  /** A letter is right everywhere but in a token code, a digit is right there too. */
  @ParameterizedTest
  @CsvSource({
    "AssumeRole, RoleArn, 20, 2048",
    "AssumeRole, RoleSessionName, 2, 64",
    "AssumeRole, ExternalId, 2, 1224",
    "AssumeRole, SerialNumber, 9, 256",
    "AssumeRole, TokenCode, 6, 6",
    "AssumeRole, SourceIdentity, 2, 64",
    "AssumeRole, Policy, 1, 2048",
    "AssumeRoleWithWebIdentity, RoleArn, 20, 2048",
    "AssumeRoleWithWebIdentity, RoleSessionName, 2, 64",
    "AssumeRoleWithWebIdentity, ProviderId, 4, 2048",
    "AssumeRoleWithWebIdentity, Policy, 1, 2048",
    "GetSessionToken, SerialNumber, 9, 256",
    "GetSessionToken, TokenCode, 6, 6",
    "GetFederationToken, Name, 2, 32",
    "GetFederationToken, Policy, 1, 2048",
    "GetAccessKeyInfo, AccessKeyId, 16, 128",
  })
  void refusesTextsTooShortOrTooLong(String action, String name, int least, int most) {
    String member = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    Map<String, String> parameters = right(action);

    parameters.put(name, "1".repeat(least - 1));
    assertThat(answer(action, parameters).error())
        .contains("Value '" + "1".repeat(least - 1) + "' at '" + member + "'")
        .contains(least(least));

    parameters.put(name, "1".repeat(most + 1));
    assertThat(answer(action, parameters).error())
        .contains("at '" + member + "' failed to satisfy constraint: " + most(most));

    parameters.put(name, "1".repeat(most));
    assertThat(answer(action, parameters).body()).doesNotContain("failed to satisfy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AssumeRole         | RoleSessionName | a b           | [\\w+=,.@-]*
          AssumeRole         | ExternalId      | a b           | [\\w+=,.@:\\/-]*
          AssumeRole         | SerialNumber    | GAHT1234567#  | [\\w+=/:,.@-]*
          AssumeRole         | TokenCode       | 12345a        | [\\d]*
          AssumeRole         | SourceIdentity  | aws:ann       | [\\w+=,.@-]*
          GetFederationToken | Name            | bob/x         | [\\w+=,.@-]*
          GetAccessKeyInfo   | AccessKeyId     | AKIA-56789012345 | [\\w]*
          """)
  void refusesCharactersOutsideOfThePattern(
      String action, String name, String value, String pattern) {
    Map<String, String> parameters = right(action);
    parameters.put(name, value);

    assertThat(answer(action, parameters).error())
        .isEqualTo(
            one(
                value,
                Character.toLowerCase(name.charAt(0)) + name.substring(1),
                "Member must satisfy regular expression pattern: "
                    + pattern.replace("\\\\", "\\")));
  }

  @ParameterizedTest
  @CsvSource({
    "AssumeRole, 43200",
    "AssumeRoleWithWebIdentity, 43200",
    "GetSessionToken, 129600",
    "GetFederationToken, 129600",
  })
  void refusesDurationsOutOfRange(String action, int most) {
    Map<String, String> parameters = right(action);

    parameters.put("DurationSeconds", "899");
    assertThat(answer(action, parameters).error())
        .isEqualTo(
            one("899", "durationSeconds", "Member must have value greater than or equal to 900"));
    parameters.put("DurationSeconds", String.valueOf(most + 1));
    assertThat(answer(action, parameters).error())
        .isEqualTo(
            one(
                String.valueOf(most + 1),
                "durationSeconds",
                "Member must have value less than or equal to " + most));
    for (String number : List.of("", "1e3", "9".repeat(40), "900.5", "\u0669\u0660\u0660")) {
      parameters.put("DurationSeconds", number);
      assertThat(answer(action, parameters).error())
          .isEqualTo(one(number, "durationSeconds", "Member must be a number"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AssumeRole, RoleArn",
    "AssumeRole, RoleSessionName",
    "AssumeRoleWithWebIdentity, RoleArn",
    "AssumeRoleWithWebIdentity, RoleSessionName",
    "AssumeRoleWithWebIdentity, WebIdentityToken",
    "GetFederationToken, Name",
    "GetAccessKeyInfo, AccessKeyId",
  })
  void refusesWhatIsMissing(String action, String name) {
    Map<String, String> parameters = right(action);
    parameters.remove(name);

    assertThat(answer(action, parameters).error())
        .isEqualTo(
            "400 ValidationError: 1 validation error detected: Value null at '"
                + Character.toLowerCase(name.charAt(0))
                + name.substring(1)
                + "' failed to satisfy constraint: Member must not be null");
  }

  @Test
  void reportsAllThatIsWrongAtOnce() {
    assertThat(
            aws.call(aws.asAnn, "AssumeRole", "RoleSessionName", "#", "DurationSeconds", "1")
                .error())
        .isEqualTo(
            "400 ValidationError: 4 validation errors detected:"
                + " Value null at 'roleArn' failed to satisfy constraint: Member must not be null;"
                + " Value '#' at 'roleSessionName' failed to satisfy constraint: "
                + least(2)
                + "; Value '#' at 'roleSessionName' failed to satisfy constraint: "
                + NAME
                + "; Value '1' at 'durationSeconds' failed to satisfy constraint: Member must have"
                + " value greater than or equal to 900");
  }

  @Test
  void neverQuotesAWebIdentityToken() {
    Map<String, String> parameters = right("AssumeRoleWithWebIdentity");
    parameters.put("WebIdentityToken", "s".repeat(20_001));

    StsAnswer answer = answer("AssumeRoleWithWebIdentity", parameters);

    assertThat(answer.error()).isEqualTo(one("***", "webIdentityToken", most(20_000)));
    assertThat(answer.body() + answer.explanation()).doesNotContain("sss");
  }

  @Test
  void refusesTagsAndListsOutOfForm() {
    Map<String, String> parameters = right("AssumeRole");
    parameters.put("Tags.member.1.Key", "");
    parameters.put("Tags.member.1.Value", "#");
    parameters.put("Tags.member.2.Value", "v");
    parameters.put("Tags.member.3.Key", "k");
    parameters.put("TransitiveTagKeys.member.1", "");
    parameters.put("PolicyArns.member.1.arn", "short");

    assertThat(answer("AssumeRole", parameters).error())
        .startsWith("400 ValidationError: 8 validation errors detected: ")
        .contains("Value '' at 'tags.1.member.key' failed to satisfy constraint: " + least(1))
        .contains("Value '#' at 'tags.1.member.value' failed to satisfy constraint: Member must s")
        .contains("Value null at 'tags.2.member.key' failed")
        .contains("Value null at 'tags.3.member.value' failed")
        .contains("Value '' at 'transitiveTagKeys.1.member' failed")
        .contains("Value 'short' at 'policyArns.1.member.arn' failed");
  }

  @Test
  void refusesListsThatAreTooLong() {
    Map<String, String> parameters = right("AssumeRole");
    for (int i = 1; i <= 51; i++) {
      parameters.put("Tags.member." + i + ".Key", "k" + i);
      parameters.put("Tags.member." + i + ".Value", "");
      parameters.put("TransitiveTagKeys.member." + i, "k" + i);
      if (i <= 11) {
        parameters.put("PolicyArns.member." + i + ".arn", "arn:aws:iam::111122223333:policy/p" + i);
      }
    }

    assertThat(answer("AssumeRole", parameters).error())
        .startsWith("400 ValidationError: 3 validation errors detected: ")
        .contains("Value at 'policyArns' failed to satisfy constraint: " + most(10))
        .contains("Value at 'tags' failed to satisfy constraint: " + most(50))
        .contains("Value at 'transitiveTagKeys' failed to satisfy constraint: " + most(50));
  }
}
