package dev.gatehouse.junit;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.journal.FiredFault;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions over one exchange. A failure says what was expected and what happened, with the
 * journal's explanation.
 *
 * @since 0.1
 */
public final class JournalEntryAssert extends AbstractAssert<JournalEntryAssert, JournalEntry> {
  JournalEntryAssert(@Nullable JournalEntry actual) {
    super(actual, JournalEntryAssert.class);
  }

  /** A gate let the call pass. */
  public JournalEntryAssert wasAdmitted() {
    return happened(Outcome.ADMITTED, "to be admitted");
  }

  /** A gate, or a provider, said no. */
  public JournalEntryAssert wasRefused() {
    return happened(Outcome.REFUSED, "to be refused");
  }

  /**
   * It said no for this reason.
   *
   * @param reason the journal's word for it, for example {@code wrong-password}
   */
  public JournalEntryAssert wasRefusedBecause(String reason) {
    happened(Outcome.REFUSED, "to be refused because of '" + reason + "'");
    return check(actual.event().equals(reason), "to be refused because of '" + reason + "'");
  }

  /** A gate asked for the next leg of a login. */
  public JournalEntryAssert wasChallenged() {
    return happened(Outcome.CHALLENGED, "to be challenged");
  }

  /** The access token that proved who it was has this scope, perhaps among others. */
  public JournalEntryAssert hasBearerTokenWithScope(String scope) {
    isNotNull();
    String scopes = actual.evidence().get("scope");
    String expected = "to come with a bearer token of scope '" + scope + "'";
    check(scopes != null, expected + ", but no scope was proved");
    return check(
        Arrays.asList(Objects.requireNonNull(scopes).split(" ", -1)).contains(scope),
        expected + ", but its scopes are '" + scopes + "'");
  }

  /**
   * AWS's signature was verified, and is by this key.
   *
   * @param accessKeyId for example {@code AKIAIOSFODNN7EXAMPLE}
   */
  public JournalEntryAssert hasSignatureOf(String accessKeyId) {
    return proves("accessKeyId", accessKeyId, "to be signed by the access key");
  }

  /**
   * AWS's signature was verified, and is for this.
   *
   * @param scope for example {@code 20260203/eu-central-1/execute-api/aws4_request}
   */
  public JournalEntryAssert hasCredentialScope(String scope) {
    return proves("credentialScope", scope, "to be signed for the scope");
  }

  /**
   * AWS's signature was verified, and covers these headers, perhaps among others.
   *
   * @param names compare without case
   */
  public JournalEntryAssert hasSignedHeaders(String... names) {
    isNotNull();
    String expected = "to have " + String.join(", ", names) + " signed";
    String signed = actual.evidence().get("signedHeaders");
    if (signed == null) {
      return check(false, expected + ", but no signature was verified");
    }
    List<String> lower = Arrays.stream(names).map(name -> name.toLowerCase(Locale.ROOT)).toList();
    return check(
        Arrays.asList(signed.split(";", -1)).containsAll(lower),
        expected + ", but signed are '" + signed + "'");
  }

  private JournalEntryAssert proves(String what, String value, String words) {
    isNotNull();
    String expected = words + " '" + value + "'";
    String proved = actual.evidence().get(what);
    if (proved == null) {
      return check(false, expected + ", but no signature was verified");
    }
    return check(proved.equals(value), expected + ", but it says '" + proved + "'");
  }

  /**
   * A fault that was asked for met the call.
   *
   * @param type its type, for example {@code expired-token}
   */
  public JournalEntryAssert metFault(String type) {
    isNotNull();
    String expected = "to meet the fault '" + type + "'";
    FiredFault fault = actual.fault();
    if (fault == null) {
      return check(false, expected + ", but it met none");
    }
    return check(fault.type().equals(type), expected + ", but it met '" + fault.type() + "'");
  }

  /** The status of the answer. */
  public JournalEntryAssert hasStatus(int status) {
    isNotNull();
    return check(actual.status() == status, "to be answered " + status);
  }

  /** Who was admitted: a user name or a client id, for example. */
  public JournalEntryAssert hasPrincipal(String principal) {
    isNotNull();
    return check(
        principal.equals(actual.principal()),
        "to come from '%s', but its principal is '%s'".formatted(principal, actual.principal()));
  }

  /** The request had this header; names compare without case. */
  public JournalEntryAssert wasSentWithHeader(String name) {
    isNotNull();
    return check(!values(name).isEmpty(), "to have a header '" + name + "'");
  }

  /**
   * The request had this header with this value. The journal masks secrets: the value of {@code
   * Authorization} cannot be compared, but the gate has verified it.
   */
  public JournalEntryAssert wasSentWithHeader(String name, String value) {
    isNotNull();
    return check(
        values(name).contains(value),
        "to have a header '%s: %s', but its values are %s".formatted(name, value, values(name)));
  }

  private List<String> values(String name) {
    return actual.fields().stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  private JournalEntryAssert happened(Outcome outcome, String expected) {
    isNotNull();
    return check(actual.outcome() == outcome, expected);
  }

  private JournalEntryAssert check(boolean holds, String expected) {
    if (!holds) {
      failWithMessage("%s", "expected the call " + expected + "\n  " + JournalText.of(actual));
    }
    return this;
  }
}
