package dev.gatehouse.mock.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS would not know is an error where it stands, when the policy is loaded. */
class PolicyReaderTest {
  private static void refusesTrust(String statement, String place, String problem) {
    assertThatThrownBy(() -> Policy.trust(document(statement)))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageStartingWith("policy: " + place + ": ")
        .hasMessageContaining(problem);
  }

  private static String document(String statement) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statement + "]}";
  }

  private static String trust(String principal, String rest) {
    return "{\"Effect\": \"Allow\", \"Principal\": %s, \"Action\": \"sts:AssumeRole\"%s}"
        .formatted(principal, rest);
  }

  private static String conditional(String condition) {
    return trust("\"*\"", ", \"Condition\": " + condition);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"StringMatches": {"sts:ExternalId": "x"}}              | StringMatches                     | no condition operator 'StringMatches'
          {"stringEquals": {"sts:ExternalId": "x"}}               | stringEquals                      | no condition operator 'stringEquals'
          {"ForEachValue:StringEquals": {"aws:TagKeys": "x"}}     | ForEachValue:StringEquals         | no condition operator
          {"ForAnyValue:": {"aws:TagKeys": "x"}}                  | ForAnyValue:                      | no condition operator ''
          {"NullIfExists": {"sts:ExternalId": true}}              | NullIfExists                      | Null asks
          {"ForAllValues:Null": {"aws:TagKeys": true}}            | ForAllValues:Null                 | Null asks
          {"StringEquals": {"sts:ExternalID2": "x"}}              | StringEquals.sts:ExternalID2      | no condition key 'sts:ExternalID2'
          {"StringEquals": {"aws:RequestTag/": "x"}}              | StringEquals.aws:RequestTag/      | no condition key
          {"StringEquals": {"s3:prefix": "x"}}                    | StringEquals.s3:prefix            | no condition key
          {"StringEquals": {"aws:TagKeys": "x"}}                  | StringEquals.aws:TagKeys          | ForAnyValue: or ForAllValues:
          {"StringEquals": {"sts:ExternalId": []}}                | StringEquals.sts:ExternalId       | is empty
          {"StringEquals": {"sts:ExternalId": null}}              | StringEquals.sts:ExternalId       | a text or a list of texts
          {"StringEquals": {"sts:ExternalId": {"a": "b"}}}        | StringEquals.sts:ExternalId       | a text or a list of texts
          {"StringEquals": {"sts:ExternalId": "\\u2603"}}         | StringEquals.sts:ExternalId       | has a character
          {"StringEquals": "x"}                                   | StringEquals                      | is not a JSON object
          {"NumericLessThan": {"sts:DurationSeconds": "an hour"}} | NumericLessThan.sts:DurationSeconds | 'an hour' is no value for NumericLessThan
          {"NumericEquals": {"sts:DurationSeconds": "1e3"}}       | NumericEquals.sts:DurationSeconds | no value
          {"DateLessThan": {"aws:CurrentTime": "tomorrow"}}       | DateLessThan.aws:CurrentTime      | no value
          {"DateLessThan": {"aws:CurrentTime": "2026-13-01"}}     | DateLessThan.aws:CurrentTime      | no value
          {"Bool": {"aws:SecureTransport": "yes"}}                | Bool.aws:SecureTransport          | no value
          {"Null": {"sts:ExternalId": "maybe"}}                   | Null.sts:ExternalId               | no value
          {"IpAddress": {"aws:SourceIp": "203.0.113.0/33"}}       | IpAddress.aws:SourceIp            | no value
          {"IpAddress": {"aws:SourceIp": "localhost"}}            | IpAddress.aws:SourceIp            | no value
          {"NotIpAddress": {"aws:SourceIp": "999.0.0.1"}}         | NotIpAddress.aws:SourceIp         | no value
          {"BinaryEquals": {"aws:UserAgent": "???"}}              | BinaryEquals.aws:UserAgent        | no value
          {"ArnLike": {"aws:PrincipalArn": "role/x"}}             | ArnLike.aws:PrincipalArn          | no value
          {"StringEquals": {"sts:ExternalId": "${aws:nobody}"}}   | StringEquals.sts:ExternalId       | no variable ${aws:nobody}
          {"StringEquals": {"sts:ExternalId": "${aws:TagKeys}"}}  | StringEquals.sts:ExternalId       | no variable ${aws:TagKeys}
          {"StringEquals": {"sts:ExternalId": "${aws:userid"}}    | StringEquals.sts:ExternalId       | malformed variable
          {"Bool": {"aws:SecureTransport": "${aws:userid}"}}      | Bool.aws:SecureTransport          | no value
          """)
  void refusesConditionsThatAwsDoesNotKnow(String condition, String place, String problem) {
    refusesTrust(conditional(condition), "Statement[0].Condition." + place, problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "arn:aws:iam::111122223333:user/ann"                     | Principal     | is "*" or an object
          {}                                                       | Principal     | names nobody
          {"Aws": "*"}                                             | Principal.Aws | no such element
          {"AWS": []}                                              | Principal.AWS | is empty
          {"AWS": "11112222333"}                                   | Principal.AWS | no account number
          {"AWS": "arn:aws:iam::111122223333:user/*"}              | Principal.AWS | without wildcards
          {"AWS": "arn:aws:iam::111122223333:group/admins"}        | Principal.AWS | no ARN
          {"AWS": "arn:aws:iam::111122223333:user/${aws:userid}"}  | Principal.AWS | no ARN
          {"Federated": "gatehouse.test"}                          | Principal.Federated | no ARN
          {"Federated": "*"}                                       | Principal.Federated | no ARN
          {"Service": "ec2"}                                       | Principal.Service   | no service
          {"CanonicalUser": "x"}                                   | Principal.CanonicalUser | no such element
          """)
  void refusesPrincipalsThatAreNone(String principal, String place, String problem) {
    refusesTrust(trust(principal, ""), "Statement[0]." + place, problem);
  }

  @Test
  void readsEveryKindOfPrincipal() {
    assertThat(
            Policy.trust(
                document(
                    trust(
                        """
                        {"AWS": ["111122223333", "arn:aws:iam::111122223333:root",
                                 "arn:aws:iam::111122223333:user/path/ann",
                                 "arn:aws:iam::111122223333:role/r",
                                 "arn:aws:sts::111122223333:assumed-role/r/s",
                                 "arn:aws:sts::111122223333:federated-user/bob", "*"],
                         "Federated": ["arn:aws:iam::111122223333:oidc-provider/h/x",
                                       "accounts.google.com"],
                         "Service": "ec2.amazonaws.com"}
                        """,
                        ""))))
        .isNotNull();
  }

  @Test
  void refusesElementsOfTheWrongKindOfPolicy() {
    refusesTrust(
        trust("\"*\"", ", \"Resource\": \"*\""), "Statement[0].Resource", "no such element");
    refusesTrust(
        "{\"Effect\": \"Deny\", \"NotPrincipal\": \"*\", \"Action\": \"sts:AssumeRole\"}",
        "Statement[0].NotPrincipal",
        "no such element");
    refusesTrust(
        "{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\"}",
        "Statement[0].Principal",
        "is missing");
    assertThatThrownBy(() -> Policy.identity(document(trust("\"*\"", ", \"Resource\": \"*\""))))
        .hasMessageStartingWith("policy: Statement[0].Principal: there is no such element here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", "DENY", "Permit", ""})
  void refusesEffectsThatAreNone(String effect) {
    refusesTrust(
        trust("\"*\"", "").replace("Allow", effect), "Statement[0].Effect", "is Allow or Deny");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "s3:GetObject", "AssumeRole", "sts:", "sts:Assume Role"})
  void refusesActionsThatNoRoleCanBeAskedFor(String action) {
    refusesTrust(
        trust("\"*\"", "").replace("sts:AssumeRole", action), "Statement[0].Action", action);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "Action": "s3:*"                                        | Statement[0]             | either Resource or NotResource
          "Action": "s3:*", "Resource": "*", "NotResource": "*"   | Statement[0]             | either Resource or NotResource
          "Resource": "*"                                         | Statement[0]             | either Action or NotAction
          "Action": "s3:*", "NotAction": "s3:*", "Resource": "*"  | Statement[0]             | either Action or NotAction
          "Action": [], "Resource": "*"                           | Statement[0].Action      | is empty
          "NotAction": [], "Resource": "*"                        | Statement[0].NotAction   | is empty
          "Action": "s3:*", "Resource": []                        | Statement[0].Resource    | is empty
          "Action": "s3:*", "NotResource": []                     | Statement[0].NotResource | is empty
          "Action": "s3:*", "Resource": "bucket"                  | Statement[0].Resource    | must be in ARN format
          "Action": "s3:*", "Resource": "arn:aws:s3:::${x:y}"     | Statement[0].Resource    | no variable ${x:y}
          "Action": "s3:*", "Resource": "*", "Sid": "a b"         | Statement[0].Sid         | letters and digits
          "Action": "s3:*", "Resource": "*", "Sid": 1             | Statement[0].Sid         | is a text
          "Action": "s3:*", "Resource": "*", "Conditions": {}     | Statement[0].Conditions  | no such element
          """)
  void refusesIdentityStatementsOutOfForm(String rest, String place, String problem) {
    assertThatThrownBy(() -> Policy.identity(document("{\"Effect\": \"Allow\", " + rest + "}")))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageStartingWith("policy: " + place + ": ")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"Version": "2012-10-18", "Statement": []}   | policy: Version: is 2012-10-17 or 2008-10-17
          {"Version": 2012, "Statement": []}           | policy: Version: is a text
          {"Version": "2012-10-17"}                    | policy: Statement: is missing
          {"Version": "2012-10-17", "Statement": []}   | policy: Statement: is missing
          {"Version": "2012-10-17", "Statement": "x"}  | policy: Statement[0]: is not a JSON object
          {"Id": {}, "Statement": []}                  | policy: Id: is a text
          {"statement": []}                            | policy: statement: there is no such element here
          {"Statement": [], "Statement": []}           | policy: is no JSON: Duplicate field 'Statement'
          {"Statement": []} x                          | policy: is no JSON
          []                                           | policy: is not a JSON object
          """)
  void refusesDocumentsOutOfForm(String json, String message) {
    assertThatThrownBy(() -> Policy.identity(json))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesTheSameSidTwice() {
    String one =
        "{\"Sid\": \"a\", \"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}";

    assertThatThrownBy(() -> Policy.identity(document(one + ", " + one)))
        .hasMessageStartingWith("policy: Statement[1].Sid: ");
  }
}
