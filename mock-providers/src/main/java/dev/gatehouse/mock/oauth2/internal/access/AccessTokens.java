package dev.gatehouse.mock.oauth2.internal.access;

import com.nimbusds.jose.JOSEObjectType;
import dev.gatehouse.mock.jose.internal.key.SigningKeys;
import dev.gatehouse.mock.oauth2.AccessTokenCustomizer;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Issues access tokens, as JWTs (RFC 9068, section 2) or as texts that mean nothing. */
public final class AccessTokens {
  public static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  private final SigningKeys keys;
  private final Ledger ledger;
  private final InstantSource clock;
  private final List<AccessTokenCustomizer> customizers;

  /**
   * @param customizers add claims to the tokens of every client, after the client's own
   */
  public AccessTokens(
      SigningKeys keys,
      Ledger ledger,
      InstantSource clock,
      List<AccessTokenCustomizer> customizers) {
    this.keys = keys;
    this.ledger = ledger;
    this.clock = clock;
    this.customizers = List.copyOf(customizers);
  }

  /** A new token for who asks. */
  public String issue(TokenRequest request, Authorization authorization) {
    RegisteredClient client = request.client();
    Map<String, Object> claims = claims(request, authorization);
    return switch (client.accessTokenFormat()) {
      case JWT -> keys.current(client.accessTokenAlgorithm()).sign(TYPE, claims);
      case OPAQUE -> ledger.opaqueTokens().issue(claims, client.lifetimes().accessToken());
    };
  }

  private Map<String, Object> claims(TokenRequest request, Authorization authorization) {
    RegisteredClient client = request.client();
    long now = clock.instant().getEpochSecond();
    List<String> audience = authorization.audience();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", request.issuer());
    claims.put("sub", authorization.subject());
    claims.put("aud", audience.size() == 1 ? audience.get(0) : audience);
    claims.put("client_id", client.id());
    claims.put("iat", now);
    claims.put("exp", now + client.lifetimes().accessToken().toSeconds());
    claims.put("jti", ledger.tokens().nextToken(authorization.id()));
    if (!authorization.scopes().isEmpty()) {
      claims.put("scope", String.join(" ", authorization.scopes()));
    }
    if (!request.confirmation().isEmpty()) {
      claims.put("cnf", request.confirmation());
    }
    authorization.claims().forEach(claims::putIfAbsent);
    add(client.accessTokenClaims().of(request, authorization), claims);
    for (AccessTokenCustomizer customizer : customizers) {
      add(customizer.of(request, authorization), claims);
    }
    return claims;
  }

  private static void add(Map<String, Object> more, Map<String, Object> claims) {
    more.forEach(
        (name, value) -> {
          if (AccessTokenCustomizer.RESERVED.contains(name)) {
            throw new IllegalStateException(
                "the claim "
                    + name
                    + " of access tokens is the server's own and cannot be replaced");
          }
          claims.put(name, value);
        });
  }
}
