package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.credential.internal.AuthorizationHeader;
import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets in requests that carry a good access token in the Authorization field, with every scope
 * needed (RFC 6750). A token in the query or in a form body is refused: both ways end in logs and
 * caches (RFC 6750, sections 2.2, 2.3 and 5.3). So is a token that is bound to a key or a
 * certificate which its sender does not prove to hold (RFC 9449, section 7; RFC 8705, section 3).
 *
 * @since 0.1
 */
public final class BearerGate implements Gate {
  private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  private final AccessTokenVerifier verifier;
  private final Set<String> requiredScopes;
  private final SenderConstraint constraint;
  private final TokenChallenge challenge;

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
    this.constraint = new SenderConstraint(verifier.dpop());
    this.challenge =
        new TokenChallenge(
            TokenChallenge.BEARER,
            Realm.quoted(Realm.DEFAULT),
            verifier.dpop().map(DpopVerifier::algorithms).orElse(List.of()));
  }

  @Override
  public boolean wantsClientCertificates() {
    return verifier.wantsClientCertificates();
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
    for (String scheme : schemes()) {
      if (header.get().hasScheme(scheme)) {
        return judge(request, header.get().credentials(), challenge.by(scheme));
      }
    }
    return new Verdict.Refused(
        "wrong-scheme",
        "the Authorization field has another scheme; "
            + String.join(" or ", schemes())
            + " is right here",
        challenge.tokenRequired());
  }

  private List<String> schemes() {
    return challenge.algorithms().isEmpty()
        ? List.of(TokenChallenge.BEARER)
        : List.of(TokenChallenge.BEARER, TokenChallenge.DPOP);
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

  private Verdict judge(ServerRequest request, String token, TokenChallenge answers) {
    if (!B64TOKEN.matcher(token).matches()) {
      return new Verdict.Refused(
          "malformed-token",
          shapeHint(answers.scheme(), token),
          answers.invalidRequest("The access token is malformed."));
    }
    TokenVerdict verdict = verifier.verify(token);
    if (verdict instanceof TokenVerdict.Invalid invalid) {
      return new Verdict.Refused(
          invalid.reason(), invalid.explanation(), answers.invalidToken(invalid.description()));
    }
    TokenVerdict.Valid valid = (TokenVerdict.Valid) verdict;
    return constraint
        .violation(request, token, valid.confirmation(), answers)
        .orElseGet(() -> judge(valid, answers));
  }

  private Verdict judge(TokenVerdict.Valid valid, TokenChallenge answers) {
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
          answers.insufficientScope(String.join(" ", requiredScopes)));
    }
    Map<String, String> evidence = new HashMap<>(valid.evidence());
    evidence.putAll(valid.confirmation());
    evidence.put("scheme", answers.scheme());
    return new Verdict.Admitted(valid.principal(), evidence);
  }

  private static String shapeHint(String scheme, String token) {
    if (token.isEmpty()) {
      return "nothing follows the scheme "
          + scheme
          + "; '"
          + scheme
          + " ' and an access token is right";
    }
    if (token.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1)) {
      return "the scheme " + scheme + " is there twice; once is right";
    }
    if (token.startsWith("\"") || token.startsWith("'")) {
      return "the access token has quotation marks around it; it goes without them";
    }
    return "what follows "
        + scheme
        + " is no token: only letters, digits and - . _ ~ + / may be in it, and"
        + " = at its end (RFC 6750, section 2.1)";
  }

  private Verdict malformed(String reason, String explanation, String description) {
    return new Verdict.Refused(reason, explanation, challenge.invalidRequest(description));
  }
}
