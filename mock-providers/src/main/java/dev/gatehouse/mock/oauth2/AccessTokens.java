package dev.gatehouse.mock.oauth2;

import com.nimbusds.jose.JOSEObjectType;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Issues access tokens as JWTs (RFC 9068, section 2). */
final class AccessTokens {
  static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  private final Issuer issuer;
  private final SigningKeys keys;
  private final IssuedTokens issued;
  private final InstantSource clock;

  AccessTokens(Issuer issuer, SigningKeys keys, IssuedTokens issued, InstantSource clock) {
    this.issuer = issuer;
    this.keys = keys;
    this.issued = issued;
    this.clock = clock;
  }

  String issue(RegisteredClient client, Grant.Access access) {
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer.identifier());
    claims.put("sub", access.subject());
    claims.put("aud", access.audience());
    claims.put("client_id", client.id());
    claims.put("iat", now);
    claims.put("exp", now + client.accessTokenLifetime().toSeconds());
    claims.put("jti", issued.next());
    if (!access.scopes().isEmpty()) {
      claims.put("scope", String.join(" ", access.scopes()));
    }
    return keys.current().sign(TYPE, claims);
  }
}
