package dev.gatehouse.mock.aws.sts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.mock.aws.answer.AwsError;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token of a provider that is trusted, verified.
 *
 * @param issuer whose it is
 * @param subject its {@code sub}
 * @param audience the {@code aud} that is known
 */
record WebIdentityToken(WebIdentityIssuer issuer, String subject, String audience) {

  /** Verifies a token: issuer, signature, audience and time. */
  static WebIdentityToken verify(String token, Collection<WebIdentityIssuer> trusted, Instant now)
      throws StsRefusal {
    JWSObject jws;
    Map<String, Object> claims;
    try {
      jws = JWSObject.parse(token);
      claims = jws.getPayload().toJSONObject();
    } catch (ParseException e) {
      claims = null;
      jws = null;
    }
    if (jws == null || claims == null) {
      throw invalid("The token that is passed in is not a valid JWT", "the token is no signed JWT");
    }
    Object named = claims.get("iss");
    WebIdentityIssuer issuer =
        trusted.stream()
            .filter(one -> one.issuer().equals(named))
            .findFirst()
            .orElseThrow(
                () ->
                    invalid(
                        "No OpenIDConnect provider found in your account for " + named,
                        "the token's iss is none of the providers known here"));
    requireSignature(jws, issuer);
    requireTime(claims, now);
    String audience =
        audiences(claims.get("aud")).stream()
            .filter(issuer.audiences()::contains)
            .findFirst()
            .orElseThrow(
                () ->
                    invalid(
                        "Incorrect token audience",
                        "the token's aud is none of those registered for its provider: "
                            + issuer.audiences()));
    if (!(claims.get("sub") instanceof String subject) || subject.isEmpty()) {
      throw invalid("Missing a required claim: sub", "the token has no sub");
    }
    return new WebIdentityToken(issuer, subject, audience);
  }

  private static void requireSignature(JWSObject jws, WebIdentityIssuer issuer) throws StsRefusal {
    JWK key = issuer.keys().getKeyByKeyId(jws.getHeader().getKeyID());
    boolean good;
    try {
      good =
          switch (jws.getHeader().getAlgorithm().getName()) {
            case "RS256", "RS384", "RS512", "PS256" ->
                key != null && jws.verify(new RSASSAVerifier(key.toRSAKey()));
            case "ES256", "ES384" -> key != null && jws.verify(new ECDSAVerifier(key.toECKey()));
            default -> false;
          };
    } catch (JOSEException | ClassCastException e) {
      good = false; // a key of another kind than the token says
    }
    if (!good) {
      throw invalid(
          "Couldn't retrieve verification key from your identity provider, or the signature is"
              + " invalid",
          "the token's signature is not by a key of its issuer: kid unknown, another algorithm, or"
              + " changed on the way");
    }
  }

  private static void requireTime(Map<String, Object> claims, Instant now) throws StsRefusal {
    Optional<Instant> expiry = time(claims, "exp");
    if (expiry.isEmpty()) {
      throw invalid("Missing a required claim: exp", "the token has no exp");
    }
    if (!now.isBefore(expiry.get())) {
      throw new StsRefusal(
          AwsError.of(
              400,
              "ExpiredTokenException",
              "Token expired: current date/time "
                  + now.getEpochSecond()
                  + " must be before the expiration date/time "
                  + expiry.get().getEpochSecond()),
          "the web identity token expired at " + expiry.get() + "; the server's clock says " + now);
    }
    Optional<Instant> start = time(claims, "nbf");
    if (start.isPresent() && now.isBefore(start.get())) {
      throw invalid("Token is not yet valid", "the token's nbf is " + start.get());
    }
  }

  private static Optional<Instant> time(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof Number seconds
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  private static List<String> audiences(Object aud) {
    return aud instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(aud));
  }

  private static StsRefusal invalid(String message, String explanation) {
    return new StsRefusal(AwsError.of(400, "InvalidIdentityToken", message), explanation);
  }
}
