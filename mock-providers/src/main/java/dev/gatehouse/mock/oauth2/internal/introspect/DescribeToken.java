package dev.gatehouse.mock.oauth2.internal.introspect;

import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import dev.gatehouse.mock.oauth2.internal.ledger.RefreshToken;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of an introspection response (RFC 7662, section 2.2; RFC 8705, section 3.2; RFC 9449,
 * section 6.2).
 *
 * @param ledger knows the users
 */
public record DescribeToken(Ledger ledger) {
  Map<String, Object> of(IssuedToken token, String issuer) {
    return token instanceof IssuedToken.Refresh refresh
        ? refresh(refresh.token(), refresh.expiry(), issuer)
        : access((IssuedToken.Access) token);
  }

  /** All that an access token says, so that an opaque one tells no less than a JWT. */
  private Map<String, Object> access(IssuedToken.Access token) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("active", true);
    members.putAll(token.claims());
    ledger
        .userAuthorizations()
        .ofToken(token.name())
        .ifPresent(authorization -> username(members, authorization));
    boolean bound = token.claims().get("cnf") instanceof Map<?, ?> cnf && cnf.containsKey("jkt");
    members.put("token_type", bound ? "DPoP" : "Bearer");
    members.put("active", true); // whatever a claim of that name says
    return members;
  }

  /**
   * A refresh token has no {@code token_type}, which is for access tokens (RFC 6749, section 7.1),
   * and no {@code aud}, as no API takes it.
   */
  private static Map<String, Object> refresh(RefreshToken token, Instant expiry, String issuer) {
    Authorization authorization = token.authorization();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("active", true);
    members.put("iss", issuer);
    members.put("sub", authorization.subject());
    members.put("client_id", token.clientId());
    username(members, authorization);
    if (!authorization.scopes().isEmpty()) {
      members.put("scope", String.join(" ", authorization.scopes()));
    }
    members.put("exp", expiry.getEpochSecond());
    if (!token.confirmation().isEmpty()) {
      members.put("cnf", token.confirmation());
    }
    return members;
  }

  private static void username(Map<String, Object> members, Authorization authorization) {
    if (authorization.login() != null) {
      members.put("username", authorization.login().user().username());
    }
  }
}
