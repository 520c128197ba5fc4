package dev.gatehouse.mock.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS documentation: "IAM JSON policy elements: Condition operators". */
class OperatorTest {
  /** Of every operator a value that fits and one that does not, and what a missing key means. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          StringEquals              | sts:ExternalId   | "a1"                   | a1   | A1
          StringEquals              | sts:ExternalId   | ["a1", "b2"]           | b2   | c3
          StringEquals              | sts:ExternalId   | "a*"                   | a*   | a1
          StringEqualsIgnoreCase    | sts:ExternalId   | "a1"                   | A1   | a2
          StringLike                | sts:ExternalId   | "a*z"                  | abcz | abc
          StringLike                | sts:ExternalId   | "a?c"                  | abc  | abbc
          StringLike                | sts:ExternalId   | "*"                    | x    | `````
          NumericEquals             | sts:DurationSeconds | 900                 | 900.0 | 901
          NumericLessThan           | sts:DurationSeconds | "3600"              | 3599 | 3600
          NumericLessThanEquals     | sts:DurationSeconds | "3600"              | 3600 | 3601
          NumericGreaterThan        | sts:DurationSeconds | 3600                | 3601 | 3600
          NumericGreaterThanEquals  | sts:DurationSeconds | 3600                | 3600 | 3599
          DateEquals                | aws:CurrentTime  | "2026-01-01T00:00:00Z" | 2026-01-01T01:00:00+01:00 | 2026-01-01T00:00:01Z
          DateLessThan              | aws:CurrentTime  | "2026-01-01"           | 2025-12-31T23:59:59Z | 2026-01-01T00:00:00Z
          DateLessThanEquals        | aws:CurrentTime  | "2026-01-01"           | 2026-01-01T00:00:00Z | 2026-01-01T00:00:01Z
          DateGreaterThan           | aws:CurrentTime  | "2026-01-01T00:00:00Z" | 2026-01-01T00:00:01Z | 2026-01-01T00:00:00Z
          DateGreaterThanEquals     | aws:EpochTime    | 1700000000             | 1700000000 | 1699999999
          Bool                      | aws:SecureTransport | true                | true | false
          Bool                      | aws:SecureTransport | "False"             | false | true
          BinaryEquals              | aws:UserAgent    | "QmluYXJ5"             | QmluYXJ5 | QmluYXJ6
          IpAddress                 | aws:SourceIp     | "203.0.113.0/24"       | 203.0.113.255 | 203.0.114.0
          IpAddress                 | aws:SourceIp     | "203.0.113.7"          | 203.0.113.7 | 203.0.113.8
          IpAddress                 | aws:SourceIp     | "0.0.0.0/0"            | 1.2.3.4 | 2001:db8::1
          IpAddress                 | aws:SourceIp     | "2001:db8::/32"        | 2001:db8:ffff::1 | 2001:db9::1
          ArnEquals                 | aws:PrincipalArn | "arn:aws:iam::444455556666:role/a*" | arn:aws:iam::444455556666:role/ab | arn:aws:iam::444455556666:user/ab
          ArnLike                   | aws:PrincipalArn | "arn:aws:iam::*:role/a?"  | arn:aws:iam::444455556666:role/ab | arn:aws:iam::444455556666:role/abc
          """)
  void holdsForWhatFitsAndForNothingElse(
      String operator, String key, String values, String fits, String other) {
    OneCondition condition = new OneCondition(operator, key, values);

    assertThat(condition.holds(fits)).as("fits").isTrue();
    assertThat(condition.holds(String.valueOf(other)))
        .as("another")
        .isEqualTo(values.equals("\"*\""));
    assertThat(condition.holds()).as("a key that is missing").isFalse();
    assertThat(new OneCondition(operator + "IfExists", key, values).holds()).isTrue();
    assertThat(new OneCondition(operator + "IfExists", key, values).holds(fits)).isTrue();
  }

  /** Those that negate: several values are none of these, and a key that is missing is none. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          StringNotEquals           | sts:ExternalId      | ["a1", "b2"]     | b2   | c3
          StringNotEqualsIgnoreCase | sts:ExternalId      | "a1"             | A1   | b2
          StringNotLike             | sts:ExternalId      | ["a*", "b*"]     | bcd  | c
          NumericNotEquals          | sts:DurationSeconds | 900              | 900  | 901
          DateNotEquals             | aws:CurrentTime     | "2026-01-01"     | 2026-01-01T00:00:00Z | 2026-01-01T00:00:01Z
          NotIpAddress              | aws:SourceIp        | "203.0.113.0/24" | 203.0.113.1 | 203.0.114.1
          ArnNotEquals              | aws:PrincipalArn    | "arn:aws:iam::444455556666:role/a" | arn:aws:iam::444455556666:role/a | arn:aws:iam::444455556666:role/b
          ArnNotLike                | aws:PrincipalArn    | "arn:aws:iam::*:role/*" | arn:aws:iam::444455556666:role/a | arn:aws:iam::444455556666:user/a
          """)
  void negatedHoldsForWhatFitsNoneOfTheValues(
      String operator, String key, String values, String fits, String other) {
    OneCondition condition = new OneCondition(operator, key, values);

    assertThat(condition.holds(fits)).isFalse();
    assertThat(condition.holds(other)).isTrue();
    assertThat(condition.holds()).as("a key that is missing").isTrue();
    assertThat(new OneCondition(operator + "IfExists", key, values).holds()).isTrue();
  }

  @Test
  void arnWildcardsDoNotReachOverAColon() {
    OneCondition condition =
        new OneCondition("ArnLike", "aws:PrincipalArn", "\"arn:*:iam::444455556666:role/a\"");

    assertThat(condition.holds("arn:aws:iam::444455556666:role/a")).isTrue();
    assertThat(condition.holds("arn:aws:x:iam::444455556666:role/a")).isFalse();
  }

  @Test
  void whatIsNoNumberIsNeitherLessNorEqualNorGreater() {
    for (String operator : List.of("LessThan", "LessThanEquals", "GreaterThan", "Equals")) {
      assertThat(new OneCondition("Numeric" + operator, "sts:DurationSeconds", "0").holds("many"))
          .as(operator)
          .isFalse();
      assertThat(new OneCondition("Date" + operator, "aws:CurrentTime", "0").holds("soon"))
          .as(operator)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "999.1.1.1", "1.2.3", "203.0.113.1/24", "::g"})
  void whatIsNoAddressIsInNoRange(String came) {
    assertThat(new OneCondition("IpAddress", "aws:SourceIp", "\"0.0.0.0/0\"").holds(came))
        .isFalse();
  }

  @Nested
  class NullOperator {
    @Test
    void trueAsksForAKeyToBeMissing() {
      OneCondition missing = new OneCondition("Null", "sts:ExternalId", "true");

      assertThat(missing.holds()).isTrue();
      assertThat(missing.holds("x")).isFalse();
    }

    @Test
    void falseAsksForAKeyToBeThere() {
      OneCondition there = new OneCondition("Null", "sts:ExternalId", "\"false\"");

      assertThat(there.holds()).isFalse();
      assertThat(there.holds("x")).isTrue();
    }
  }

  /** AWS documentation: "Set operators for multivalued context keys". */
  @Nested
  class Sets {
    private static final String KEYS = "[\"team\", \"cost\"]";

    @Test
    void anyValueHoldsWhenOneFits() {
      OneCondition any = new OneCondition("ForAnyValue:StringEquals", "aws:TagKeys", KEYS);

      assertThat(any.holds("other", "team")).isTrue();
      assertThat(any.holds("other")).isFalse();
    }

    @Test
    void anyValueOfNoneDoesNotHold() {
      assertThat(new OneCondition("ForAnyValue:StringEquals", "aws:TagKeys", KEYS).holds())
          .isFalse();
      assertThat(new OneCondition("ForAnyValue:StringNotEquals", "aws:TagKeys", KEYS).holds())
          .isFalse();
      assertThat(new OneCondition("ForAnyValue:StringEqualsIfExists", "aws:TagKeys", KEYS).holds())
          .isTrue();
    }

    @Test
    void allValuesHoldWhenEachFits() {
      OneCondition all = new OneCondition("ForAllValues:StringEquals", "aws:TagKeys", KEYS);

      assertThat(all.holds("cost", "team")).isTrue();
      assertThat(all.holds("cost", "other")).isFalse();
    }

    @Test
    void allValuesOfNoneHold() {
      OneCondition all = new OneCondition("ForAllValues:StringLike", "aws:TagKeys", KEYS);

      assertThat(all.holds()).isTrue();
      assertThat(all.holds(Map.of("aws:TagKeys", List.of()))).isTrue();
    }

    @Test
    void negatedCountsEveryValueForItself() {
      OneCondition any = new OneCondition("ForAnyValue:StringNotEquals", "aws:TagKeys", KEYS);
      OneCondition all = new OneCondition("ForAllValues:StringNotEquals", "aws:TagKeys", KEYS);

      assertThat(any.holds("team", "other")).isTrue();
      assertThat(any.holds("team")).isFalse();
      assertThat(all.holds("team", "other")).isFalse();
      assertThat(all.holds("other")).isTrue();
    }
  }

  @Test
  void namesOfKeysCompareWithoutCase() {
    OneCondition condition = new OneCondition("StringEquals", "STS:externalID", "\"a1\"");

    assertThat(condition.holds(Map.of("sts:ExternalId", List.of("a1")))).isTrue();
  }

  @Test
  void everyConditionOfAStatementHasToHold() {
    Policy policy =
        Policy.identity(
            """
            {"Version": "2012-10-17", "Statement": {
              "Effect": "Allow", "Action": "*", "Resource": "*",
              "Condition": {
                "StringEquals": {"sts:ExternalId": "a1", "aws:PrincipalAccount": "444455556666"},
                "Bool": {"aws:SecureTransport": true}}}}
            """);
    Map<String, List<String>> all =
        Map.of(
            "sts:ExternalId", List.of("a1"),
            "aws:PrincipalAccount", List.of("444455556666"),
            "aws:SecureTransport", List.of("true"));

    assertThat(policy.decide(OneCondition.request("s3:GetObject", all)).allows()).isTrue();
    for (String key : all.keySet()) {
      Map<String, List<String>> fewer = new java.util.HashMap<>(all);
      fewer.remove(key);
      assertThat(policy.decide(OneCondition.request("s3:GetObject", fewer)).allows())
          .as("without " + key)
          .isFalse();
    }
  }
}
