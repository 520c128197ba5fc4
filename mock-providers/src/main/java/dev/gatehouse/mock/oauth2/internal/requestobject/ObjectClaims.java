package dev.gatehouse.mock.oauth2.internal.requestobject;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The rules for what a request object says about itself (RFC 9101, sections 4, 5, 6 and 10.8).
 *
 * @param client whose it has to be
 * @param issuer whom it has to be for
 * @param clock tells whether it has expired
 */
record ObjectClaims(RegisteredClient client, String issuer, InstantSource clock) {
  void check(Map<String, Object> claims) throws OAuth2Refusal {
    requireIssuer(claims.get("iss"));
    requireAudience(claims.get("aud"));
    requireClient(claims.get("client_id"));
    rejectSubject(claims.get("sub"));
    rejectReferences(claims);
    requireTime(claims);
  }

  /** RFC 9101, section 4: the client is who signed it. */
  private void requireIssuer(Object iss) throws OAuth2Refusal {
    if (!client.id().equals(iss)) {
      throw RequestObjects.invalid("its iss is missing or not the client_id, " + client.id());
    }
  }

  /** RFC 9101, section 4: it is for this server. */
  private void requireAudience(Object aud) throws OAuth2Refusal {
    if (!issuer.equals(aud) && !(aud instanceof List<?> all && all.contains(issuer))) {
      throw RequestObjects.invalid("its aud is missing or not this issuer, " + issuer);
    }
  }

  /** RFC 9101, section 5: the same as in the request that holds it. */
  private void requireClient(Object clientId) throws OAuth2Refusal {
    if (!client.id().equals(clientId)) {
      throw RequestObjects.invalid(
          "its client_id is missing or not that of the request, " + client.id());
    }
  }

  /** RFC 9101, section 10.8: else it could pass for the client's authentication. */
  private void rejectSubject(Object sub) throws OAuth2Refusal {
    if (client.id().equals(sub)) {
      throw RequestObjects.invalid(
          "its sub is the client_id: is it a client assertion? A request object has no such sub");
    }
  }

  /** RFC 9101, section 4. */
  private static void rejectReferences(Map<String, Object> claims) throws OAuth2Refusal {
    for (String name : List.of("request", "request_uri")) {
      if (claims.containsKey(name)) {
        throw RequestObjects.invalid("it holds the parameter " + name + ", which may not be in it");
      }
    }
  }

  /** RFC 7519, sections 4.1.4 and 4.1.5. */
  private void requireTime(Map<String, Object> claims) throws OAuth2Refusal {
    Instant now = clock.instant();
    if (claims.containsKey("exp") && !now.isBefore(time(claims, "exp"))) {
      throw RequestObjects.invalid(
          "it expired at " + time(claims, "exp") + "; the server's clock says " + now);
    }
    if (claims.containsKey("nbf") && now.isBefore(time(claims, "nbf"))) {
      throw RequestObjects.invalid(
          "its nbf is " + time(claims, "nbf") + "; the server's clock says " + now);
    }
  }

  private static Instant time(Map<String, Object> claims, String name) throws OAuth2Refusal {
    if (claims.get(name) instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    throw RequestObjects.invalid("its " + name + " is no number of seconds");
  }
}
