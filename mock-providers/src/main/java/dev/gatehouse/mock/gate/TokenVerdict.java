package dev.gatehouse.mock.gate;

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
   */
  record Valid(String principal, Set<String> scopes, Map<String, String> evidence)
      implements TokenVerdict {
    public Valid {
      scopes = Set.copyOf(scopes);
      evidence = Map.copyOf(evidence);
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
