package dev.gatehouse.client;

import dev.gatehouse.connection.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came back with the user (RFC 6749, section 4.1.2). Nothing of it is used before everything
 * is checked.
 */
final class AuthorizationAnswer {
  /** What an answer is made of (RFC 6749, section 4.1.2; RFC 9207, section 2). */
  static final Set<String> PARAMETERS =
      Set.of("code", "state", "iss", "error", "error_description", "error_uri", "response");

  /**
   * A code to redeem.
   *
   * @param issuer who issued it, as the answer says (RFC 9207)
   */
  record Code(Secret value, Optional<String> issuer) {}

  private final Map<String, List<String>> parameters;
  private final Redaction redaction;

  private AuthorizationAnswer(Map<String, List<String>> parameters, Redaction redaction) {
    this.parameters = parameters;
    this.redaction = redaction;
  }

  /**
   * The code, when this answers that attempt.
   *
   * @throws AuthorizationFailedException if it does not, or is an error
   */
  static Code read(URI answer, LoginAttempt attempt, ExpectedIssuer issuer, Redaction redaction) {
    RedirectUri redirect = new RedirectUri(attempt.redirectUri());
    if (!redirect.isAnswered(answer)) {
      throw new AuthorizationFailedException(
          "the user agent came back with another URI than the redirect URI");
    }
    return new AuthorizationAnswer(QueryString.parse(redirect.added(answer)), redaction)
        .code(attempt, issuer);
  }

  private Code code(LoginAttempt attempt, ExpectedIssuer issuer) {
    refuseDuplicates();
    checkState(attempt);
    Optional<String> iss = Optional.ofNullable(value("iss"));
    issuer.check(iss);
    refuseError();
    String code = value("code");
    if (code == null || code.isEmpty()) {
      throw new AuthorizationFailedException("the answer has neither a code nor an error");
    }
    return new Code(Secret.of(code), iss);
  }

  /** RFC 6749, section 3.1: none may come more than once. */
  private void refuseDuplicates() {
    parameters.forEach(
        (name, values) -> {
          if (values.size() > 1) {
            throw new AuthorizationFailedException(
                "the answer has the parameter '" + quote(name) + "' more than once");
          }
        });
  }

  /** RFC 6749, section 10.12. */
  private void checkState(LoginAttempt attempt) {
    String state = value("state");
    if (state == null) {
      throw new AuthorizationFailedException(
          "the answer has no state, so it may be to another's login; the code was not used");
    }
    if (!Secret.of(state).equals(attempt.state())) {
      throw new AuthorizationFailedException(
          "the answer has another state than this login; the code was not used");
    }
  }

  /** RFC 6749, section 4.1.2.1. */
  private void refuseError() {
    String error = value("error");
    if (error == null) {
      return;
    }
    String description = value("error_description");
    String uri = value("error_uri");
    throw new AuthorizationFailedException(
        "the authorization server answered "
            + quote(error)
            + (description == null ? "" : ": " + quote(description))
            + (uri == null ? "" : " (see " + quote(uri) + ")"),
        quote(error),
        description == null ? null : quote(description),
        uri == null ? null : quote(uri));
  }

  private String quote(String text) {
    return Quote.of(text, redaction);
  }

  private @Nullable String value(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.get(0);
  }
}
