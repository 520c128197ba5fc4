package dev.gatehouse.mock.aws.sts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.mock.aws.answer.AwsError;
import dev.gatehouse.mock.aws.iam.ContextKeys;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.WebIdentityIssuer;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token of a provider that is trusted, verified.
 *
 * @param issuer whose it is
 * @param subject its {@code sub}
 * @param audience whom it was issued for: its {@code azp}, else the {@code aud} that is known
 * @param intended all its {@code aud} values
 * @param methods its {@code amr}: how the subject logged in
 */
record WebIdentityToken(
    WebIdentityIssuer issuer,
    String subject,
    String audience,
    List<String> intended,
    List<String> methods) {
  private static final long LATEST = 253_402_300_799L; // the end of the year 9999

  /** By what policies of an account name its provider. */
  String providerArn(String account) {
    return "arn:aws:iam::" + account + ":oidc-provider/" + issuer.name();
  }

  /** As condition keys (AWS documentation: "Available keys for AWS OIDC federation"). */
  void putInto(ContextKeys keys, String account) {
    keys.put("aws:FederatedProvider", providerArn(account))
        .put(issuer.name() + ":aud", audience)
        .put(issuer.name() + ":sub", subject)
        .putAll(issuer.name() + ":amr", methods);
    if (intended.size() == 1) {
      keys.put(issuer.name() + ":oaud", intended.get(0));
    }
  }

  /** Verifies a token: issuer, signature, audience and time. */
  static WebIdentityToken verify(String token, Iam iam, Instant now) throws StsRefusal {
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
      throw invalid(
          "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access"
              + " Token)",
          "the token is no signed JWT");
    }
    Object named = claims.get("iss");
    WebIdentityIssuer issuer =
        Optional.ofNullable(named instanceof String text ? text : null)
            .flatMap(iam::webIdentityIssuer)
            .orElseThrow(
                () ->
                    invalid(
                        "No OpenIDConnect provider found in your account for " + named,
                        "the token's iss is none of the providers known here"));
    requireSignature(jws, issuer);
    requireTime(claims, now);
    if (!(claims.get("sub") instanceof String subject) || subject.isEmpty()) {
      throw invalid("Missing a required claim: sub", "the token has no sub");
    }
    List<String> intended = texts(claims.get("aud"));
    List<String> issuedFor =
        claims.get("azp") instanceof String authorizedParty ? List.of(authorizedParty) : intended;
    String audience =
        issuedFor.stream()
            .filter(issuer.audiences()::contains)
            .findFirst()
            .orElseThrow(
                () ->
                    invalid(
                        "Incorrect token audience",
                        "the token's azp, or without one its aud, is none of those registered for"
                            + " its provider: "
                            + issuer.audiences()));
    return new WebIdentityToken(issuer, subject, audience, intended, texts(claims.get("amr")));
  }

  private static void requireSignature(JWSObject jws, WebIdentityIssuer issuer) throws StsRefusal {
    JWK key = issuer.keys().getKeyByKeyId(jws.getHeader().getKeyID());
    boolean good;
    try {
      good =
          switch (jws.getHeader().getAlgorithm().getName()) {
            case "RS256", "RS384", "RS512" ->
                key != null && jws.verify(new RSASSAVerifier(key.toRSAKey()));
            case "ES256", "ES384", "ES512" ->
                key != null && jws.verify(new ECDSAVerifier(key.toECKey()));
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
    for (String required : List.of("exp", "iat")) {
      if (time(claims, required).isEmpty()) {
        throw invalid("Missing a required claim: " + required, "the token has no " + required);
      }
    }
    Optional<Instant> expiry = time(claims, "exp");
    if (!now.isBefore(expiry.orElseThrow())) {
      throw new StsRefusal(
          AwsError.of(
              400,
              "ExpiredTokenException",
              "Token expired: current date/time "
                  + now.getEpochSecond()
                  + " must be before the expiration date/time "
                  + expiry.orElseThrow().getEpochSecond()),
          "the web identity token expired at "
              + expiry.orElseThrow()
              + "; the server's clock says "
              + now);
    }
    Optional<Instant> start = time(claims, "nbf");
    if (start.isPresent() && now.isBefore(start.get())) {
      throw invalid("Token is not yet valid", "the token's nbf is " + start.get());
    }
  }

  private static Optional<Instant> time(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof Number seconds
        ? Optional.of(Instant.ofEpochSecond(Math.min(Math.max(0, seconds.longValue()), LATEST)))
        : Optional.empty();
  }

  private static List<String> texts(@Nullable Object claim) {
    if (claim instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return claim == null ? List.of() : List.of(String.valueOf(claim));
  }

  private static StsRefusal invalid(String message, String explanation) {
    return new StsRefusal(AwsError.of(400, "InvalidIdentityToken", message), explanation);
  }
}
