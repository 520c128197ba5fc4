package dev.gatehouse.mock.gate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a verifier says to an access token.
 *
 * @since 0.1
 */
public sealed interface TokenVerdict {
  /**
   * The token is good.
   *
   * @param principal whom it stands for
   * @param scopes what it allows
   * @param evidence for the journal, by name and without secrets
   * @param confirmation what it is bound to, as members of {@code cnf} (RFC 7800, section 3.1):
   *     {@code jkt} (RFC 9449) or {@code x5t#S256} (RFC 8705); empty for a bearer token. Who sends
   *     a bound token has to prove each of them
   */
  record Valid(
      String principal,
      Set<String> scopes,
      Map<String, String> evidence,
      Map<String, String> confirmation)
      implements TokenVerdict {
    public Valid {
      scopes = Set.copyOf(scopes);
      evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
      confirmation = Map.copyOf(confirmation);
    }

    /** A bearer token. */
    public Valid(String principal, Set<String> scopes, Map<String, String> evidence) {
      this(principal, scopes, evidence, Map.of());
    }
  }

  /**
   * The token is not good: RFC 6750's {@code invalid_token}.
   *
   * @param reason a stable word for it, in lower case with hyphens: {@code expired-token}
   * @param description for the client, printable US-ASCII without quotation mark and backslash
   * @param explanation for the journal, in words a developer can act on, without any secret
   */
  record Invalid(String reason, String description, String explanation) implements TokenVerdict {}
}
