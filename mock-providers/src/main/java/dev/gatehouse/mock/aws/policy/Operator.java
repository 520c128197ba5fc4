package dev.gatehouse.mock.aws.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The condition operators (AWS documentation: "IAM JSON policy elements: Condition operators"). Of
 * those that negate, each names what it is the opposite of.
 */
enum Operator {
  STRING_EQUALS("StringEquals", String::equals, false),
  STRING_NOT_EQUALS("StringNotEquals", String::equals, true),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", String::equalsIgnoreCase, false),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", String::equalsIgnoreCase, true),
  STRING_LIKE("StringLike", Wildcard::matches, false),
  STRING_NOT_LIKE("StringNotLike", Wildcard::matches, true),
  NUMERIC_EQUALS("NumericEquals", (right, came) -> compare(came, right) == 0, false),
  NUMERIC_NOT_EQUALS("NumericNotEquals", (right, came) -> compare(came, right) == 0, true),
  NUMERIC_LESS_THAN("NumericLessThan", (right, came) -> compare(came, right) < 0, false),
  NUMERIC_LESS_THAN_EQUALS(
      "NumericLessThanEquals", (right, came) -> compare(came, right) <= 0, false),
  NUMERIC_GREATER_THAN("NumericGreaterThan", (right, came) -> compare(came, right) > 0, false),
  NUMERIC_GREATER_THAN_EQUALS(
      "NumericGreaterThanEquals", (right, came) -> compare(came, right) >= 0, false),
  DATE_EQUALS("DateEquals", (right, came) -> compareTimes(came, right) == 0, false),
  DATE_NOT_EQUALS("DateNotEquals", (right, came) -> compareTimes(came, right) == 0, true),
  DATE_LESS_THAN("DateLessThan", (right, came) -> compareTimes(came, right) < 0, false),
  DATE_LESS_THAN_EQUALS(
      "DateLessThanEquals", (right, came) -> compareTimes(came, right) <= 0, false),
  DATE_GREATER_THAN("DateGreaterThan", (right, came) -> compareTimes(came, right) > 0, false),
  DATE_GREATER_THAN_EQUALS(
      "DateGreaterThanEquals", (right, came) -> compareTimes(came, right) >= 0, false),
  BOOL("Bool", String::equalsIgnoreCase, false),
  BINARY_EQUALS("BinaryEquals", String::equals, false),
  IP_ADDRESS("IpAddress", CidrBlock::contains, false),
  NOT_IP_ADDRESS("NotIpAddress", CidrBlock::contains, true),
  ARN_EQUALS("ArnEquals", Operator::arnLike, false),
  ARN_LIKE("ArnLike", Operator::arnLike, false),
  ARN_NOT_EQUALS("ArnNotEquals", Operator::arnLike, true),
  ARN_NOT_LIKE("ArnNotLike", Operator::arnLike, true),
  /** Whether the key is missing: of a kind of its own. */
  NULL("Null", (right, came) -> false, false);

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // all of them are functions without state
  private final BiPredicate<String, String> test;

  private final boolean negated;

  /**
   * @param test given the value of the policy and the one of the request
   */
  Operator(String id, BiPredicate<String, String> test, boolean negated) {
    this.id = id;
    this.test = test;
    this.negated = negated;
  }

  static Optional<Operator> of(String id) {
    return Arrays.stream(values()).filter(operator -> operator.id.equals(id)).findFirst();
  }

  /**
   * Whether a value of the request fits one of the policy's.
   *
   * @param right a pattern, for operators that know patterns
   */
  boolean test(String right, String came) {
    return test.test(knowsPatterns() ? right : Wildcard.plain(right), came);
  }

  private boolean knowsPatterns() {
    return id.startsWith("Arn") || id.endsWith("Like");
  }

  /** Whether values in policies may have variables: those of texts and ARNs may. */
  boolean takesVariables() {
    return id.startsWith("String") || id.startsWith("Arn");
  }

  /** Whether it holds where its opposite does not. */
  boolean negated() {
    return negated;
  }

  /** What is wrong with a value in a policy. */
  Optional<String> problem(String value) {
    boolean good =
        switch (this) {
          case BOOL, NULL -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
          case IP_ADDRESS, NOT_IP_ADDRESS -> CidrBlock.isOne(value);
          case BINARY_EQUALS -> isBase64(value);
          default ->
              id.startsWith("Numeric")
                  ? number(value).isPresent()
                  : id.startsWith("Date")
                      ? time(value).isPresent()
                      : !id.startsWith("Arn") || isArn(value);
        };
    return good ? Optional.empty() : Optional.of("'" + value + "' is no value for " + id);
  }

  /** A variable may bring what is missing. */
  private static boolean isArn(String value) {
    return value.equals("*") || value.contains("${") || value.split(":", 6).length == 6;
  }

  /** Each of the six parts may hold wildcards of its own, which do not reach over a colon. */
  private static boolean arnLike(String right, String came) {
    if (right.equals("*")) {
      return true;
    }
    String[] pattern = right.split(":", 6);
    String[] parts = came.split(":", 6);
    if (pattern.length != 6 || parts.length != 6) {
      return false;
    }
    for (int i = 0; i < 6; i++) {
      if (!Wildcard.matches(pattern[i], parts[i])) {
        return false;
      }
    }
    return true;
  }

  /** What cannot be compared is neither less, nor equal, nor greater. */
  private static double compare(String came, String right) {
    Optional<BigDecimal> one = number(came);
    Optional<BigDecimal> other = number(right);
    return one.isEmpty() || other.isEmpty() ? Double.NaN : one.get().compareTo(other.get());
  }

  private static double compareTimes(String came, String right) {
    Optional<Instant> one = time(came);
    Optional<Instant> other = time(right);
    return one.isEmpty() || other.isEmpty() ? Double.NaN : one.get().compareTo(other.get());
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** A date, a time with its offset, or seconds since 1970. */
  private static Optional<Instant> time(String text) {
    try {
      if (text.matches("[0-9]{1,12}")) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
