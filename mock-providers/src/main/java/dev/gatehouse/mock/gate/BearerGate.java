package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.credential.internal.AuthorizationHeader;
import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets in requests that carry a good access token in the Authorization field, with every scope
 * needed (RFC 6750). A token in the query or in a form body is refused: both ways end in logs and
 * caches (RFC 6750, sections 2.2, 2.3 and 5.3).
 *
 * @since 0.1
 */
public final class BearerGate implements Gate {
  private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  private final AccessTokenVerifier verifier;
  private final Set<String> requiredScopes;
  private final BearerChallenge challenge = new BearerChallenge(Realm.quoted(Realm.DEFAULT));

  /**
   * @param verifier tells a good token
   * @param requiredScopes all of them are needed; none when empty
   * @throws IllegalArgumentException if a scope cannot be one (RFC 6749, section 3.3)
   */
  public BearerGate(AccessTokenVerifier verifier, Set<String> requiredScopes) {
    for (String scope : requiredScopes) {
      if (!SCOPE.matcher(scope).matches()) {
        throw new IllegalArgumentException("requiredScopes: not a scope: '" + scope + "'");
      }
    }
    this.verifier = verifier;
    this.requiredScopes = new LinkedHashSet<>(requiredScopes);
  }

  @Override
  public Set<String> secretParameters() {
    return Set.of(StrayToken.PARAMETER);
  }

  @Override
  public Verdict judge(ServerRequest request) {
    Optional<AuthorizationHeader> header;
    try {
      header = AuthorizationHeader.of(request);
    } catch (MalformedCredentialException e) {
      return malformed(e.reason(), e.explanation(), "More than one Authorization field.");
    }
    Optional<StrayToken> stray = StrayToken.find(request);
    if (stray.isPresent()) {
      return stray(stray.get(), header.isPresent());
    }
    if (header.isEmpty()) {
      return new Verdict.Refused(
          "missing-token",
          "the request has no Authorization field; 'Bearer ' and an access token is right",
          challenge.tokenRequired());
    }
    if (!header.get().hasScheme("Bearer")) {
      return new Verdict.Refused(
          "wrong-scheme",
          "the Authorization field has another scheme; Bearer is right here",
          challenge.tokenRequired());
    }
    return judge(header.get().credentials());
  }

  private Verdict stray(StrayToken token, boolean hasHeader) {
    return hasHeader
        ? malformed(
            "several-tokens",
            "the request has credentials in the Authorization field and a token in the "
                + token.place()
                + "; one way is right (RFC 6750, section 2)",
            "More than one way of sending an access token.")
        : malformed(
            "token-in-" + token.place(),
            "the access token came in the "
                + token.place()
                + "; it belongs in the Authorization field (RFC 6750, section 2.1)",
            "The access token belongs in the Authorization field.");
  }

  private Verdict judge(String token) {
    if (!B64TOKEN.matcher(token).matches()) {
      return malformed("malformed-token", shapeHint(token), "The access token is malformed.");
    }
    TokenVerdict verdict = verifier.verify(token);
    if (verdict instanceof TokenVerdict.Invalid invalid) {
      return new Verdict.Refused(
          invalid.reason(), invalid.explanation(), challenge.invalidToken(invalid.description()));
    }
    TokenVerdict.Valid valid = (TokenVerdict.Valid) verdict;
    Set<String> lacking = new HashSet<>(requiredScopes);
    lacking.removeAll(valid.scopes());
    if (!lacking.isEmpty()) {
      return new Verdict.Refused(
          "insufficient-scope",
          "the token of "
              + valid.principal()
              + " lacks the scope "
              + String.join(" ", lacking)
              + "; it has: "
              + String.join(" ", valid.scopes()),
          challenge.insufficientScope(String.join(" ", requiredScopes)));
    }
    return new Verdict.Admitted(valid.principal(), valid.evidence());
  }

  private static String shapeHint(String token) {
    if (token.isEmpty()) {
      return "nothing follows the scheme Bearer; 'Bearer ' and an access token is right";
    }
    if (token.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return "the scheme Bearer is there twice; once is right";
    }
    if (token.startsWith("\"") || token.startsWith("'")) {
      return "the access token has quotation marks around it; it goes without them";
    }
    return "what follows Bearer is no token: only letters, digits and - . _ ~ + / may be in it, and"
        + " = at its end (RFC 6750, section 2.1)";
  }

  private Verdict malformed(String reason, String explanation, String description) {
    return new Verdict.Refused(reason, explanation, challenge.invalidRequest(description));
  }
}
