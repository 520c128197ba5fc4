package dev.gatehouse.mock.oauth2.internal.access;

import com.nimbusds.jose.JOSEObjectType;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.key.SigningKeys;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Issues access tokens, as JWTs (RFC 9068, section 2) or as texts that mean nothing. */
public final class AccessTokens {
  public static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  /** What the server itself decides. */
  private static final Set<String> OWN =
      Set.of("iss", "sub", "aud", "client_id", "iat", "exp", "jti", "scope", "cnf");

  private final SigningKeys keys;
  private final Ledger ledger;
  private final InstantSource clock;

  public AccessTokens(SigningKeys keys, Ledger ledger, InstantSource clock) {
    this.keys = keys;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A new token.
   *
   * @param issuer the identifier that goes into it
   * @param confirmation what it is bound to; empty for a bearer token
   */
  public String issue(
      String issuer,
      RegisteredClient client,
      Authorization authorization,
      Map<String, String> confirmation) {
    Map<String, Object> claims = claims(issuer, client, authorization, confirmation);
    return switch (client.accessTokenFormat()) {
      case JWT -> keys.current(client.accessTokenAlgorithm()).sign(TYPE, claims);
      case OPAQUE -> ledger.opaqueTokens().issue(claims, client.lifetimes().accessToken());
    };
  }

  private Map<String, Object> claims(
      String issuer,
      RegisteredClient client,
      Authorization authorization,
      Map<String, String> confirmation) {
    long now = clock.instant().getEpochSecond();
    List<String> audience = authorization.audience();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", authorization.subject());
    claims.put("aud", audience.size() == 1 ? audience.get(0) : audience);
    claims.put("client_id", client.id());
    claims.put("iat", now);
    claims.put("exp", now + client.lifetimes().accessToken().toSeconds());
    claims.put("jti", ledger.tokens().nextToken(authorization.id()));
    if (!authorization.scopes().isEmpty()) {
      claims.put("scope", String.join(" ", authorization.scopes()));
    }
    if (!confirmation.isEmpty()) {
      claims.put("cnf", confirmation);
    }
    authorization.claims().forEach(claims::putIfAbsent);
    client
        .accessTokenClaims()
        .of(client, authorization)
        .forEach(
            (name, value) -> {
              if (OWN.contains(name)) {
                throw new IllegalStateException(
                    "the claim "
                        + name
                        + " of access tokens is the server's own and cannot be replaced");
              }
              claims.put(name, value);
            });
    return claims;
  }
}
