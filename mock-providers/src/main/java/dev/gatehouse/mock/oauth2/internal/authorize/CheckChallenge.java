package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.Pkce;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.ledger.Code.Challenge;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The code challenge (RFC 7636, sections 4.3 and 4.4.1). */
final class CheckChallenge {
  private CheckChallenge() {}

  static @Nullable Challenge of(Parameters parameters, RegisteredClient client)
      throws OAuth2Refusal {
    Optional<String> challenge = parameters.get("code_challenge");
    Optional<String> method = parameters.get("code_challenge_method");
    if (challenge.isEmpty()) {
      if (client.pkce() != Pkce.OPTIONAL || method.isPresent()) {
        throw refusal(
            "A code challenge is required.",
            "the parameter code_challenge is missing; client "
                + client.id()
                + " needs PKCE (RFC 7636, section 4.3)");
      }
      return null;
    }
    // RFC 7636, section 4.3: plain is what is meant when there is no method.
    String how = method.orElse("plain");
    boolean allowed =
        how.equals("S256") || (how.equals("plain") && client.pkce() == Pkce.REQUIRED_PLAIN_ALLOWED);
    if (!allowed) {
      throw refusal(
          "The code challenge method is not supported.",
          method.isEmpty()
              ? "the parameter code_challenge_method is missing, which means plain; S256 is right"
              : "the code_challenge_method is another than S256, the one allowed here");
    }
    if (!challenge
        .get()
        .matches(how.equals("S256") ? "[A-Za-z0-9_-]{43}" : "[A-Za-z0-9._~-]{43,128}")) {
      throw refusal(
          "The code challenge is malformed.",
          "the code_challenge is not 43 characters of Base64url without padding, as SHA-256 gives"
              + " them (RFC 7636, section 4.2)");
    }
    return new Challenge(how, challenge.get());
  }

  private static OAuth2Refusal refusal(String description, String explanation) {
    return OAuth2Refusal.invalidRequest(description, explanation);
  }
}
