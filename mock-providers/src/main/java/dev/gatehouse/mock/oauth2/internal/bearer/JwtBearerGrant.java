package dev.gatehouse.mock.oauth2.internal.bearer;

import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.credential.internal.Remembered;
import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.jose.internal.jws.Shown;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.TrustedIssuer;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.oauth2.internal.grant.CheckResource;
import dev.gatehouse.mock.oauth2.internal.grant.CheckScope;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.login.Users;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The client shows a JWT by which somebody trusted vouches for a user (RFC 7523, section 2.1). */
public final class JwtBearerGrant implements Grant {
  public static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private final VerifyAssertion rules;
  private final Users users;
  private final Remembered seen;

  /**
   * @param trusted issuers by their identifiers
   * @param seen keeps the assertions that came
   */
  public JwtBearerGrant(
      Map<String, TrustedIssuer> trusted,
      Users users,
      Issuers issuers,
      Remembered seen,
      InstantSource clock) {
    this.rules = new VerifyAssertion(trusted, issuers, clock);
    this.users = users;
    this.seen = seen;
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** There is no refresh token: the client has to come with another assertion (RFC 7521, 4.1). */
  @Override
  public Granted grant(TokenRequest request) throws OAuth2Refusal {
    CompactJws jws = read(request);
    Optional<String> violation = rules.violation(jws, request.http());
    if (violation.isPresent()) {
      throw refusal(violation.get());
    }
    Authorization authorization =
        Authorization.of(
            subject(jws, request),
            CheckScope.ofClient(request.parameters(), request.client()),
            CheckResource.ofClient(request.parameters(), request.client()));
    useUp(jws);
    return Granted.once(authorization);
  }

  private static CompactJws read(TokenRequest request) throws OAuth2Refusal {
    String assertion =
        request
            .parameters()
            .get("assertion")
            .orElseThrow(
                () ->
                    OAuth2Refusal.invalidRequest(
                        "The parameter assertion is missing.",
                        "the parameter assertion is missing (RFC 7521, section 4.1)"));
    try {
      return CompactJws.parse(assertion);
    } catch (MalformedCredentialException e) {
      throw refusal(e.explanation());
    }
  }

  /** A user of this server, the client itself, or whoever the issuer may vouch for. */
  private String subject(CompactJws jws, TokenRequest request) throws OAuth2Refusal {
    String named = String.valueOf(jws.claims().get("sub"));
    Optional<User> user = users.bySubject(named).or(() -> users.find(named));
    if (user.isPresent()) {
      return user.get().subject();
    }
    boolean itself = named.equals(request.client().id()) && !request.client().isPublic();
    if (itself || rules.issuerOf(jws).anySubject()) {
      return named;
    }
    throw refusal(
        "has the sub "
            + Shown.text(named)
            + ", which is no user here, nor the client; there are: "
            + String.join(", ", users.usernames()));
  }

  /**
   * Once, even without a {@code jti}, which RFC 7523, section 3 leaves to the issuer. Only now, as
   * what is asked wrongly costs nothing.
   */
  private void useUp(CompactJws jws) throws OAuth2Refusal {
    String name =
        jws.claims().get("jti") instanceof String id ? "jti " + id : Sha256.of(jws.signed());
    if (!seen.add(Sha256.of(jws.claims().get("iss") + "\n" + name))) {
      throw refusal(
          "came before"
              + (name.startsWith("jti ") ? ", with the same jti" : "; it has no jti")
              + "; each request needs one of its own (RFC 7523, section 3)");
    }
  }

  private static OAuth2Refusal refusal(String problem) {
    return OAuth2Refusal.invalidGrant(
        "The assertion is invalid, expired, used, or not of a trusted issuer.",
        "the assertion " + problem);
  }
}
