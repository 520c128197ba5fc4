package dev.gatehouse.mock.oauth2.internal.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.gate.TokenVerdict;
import dev.gatehouse.mock.gate.TokenVerdict.Invalid;
import dev.gatehouse.mock.jose.internal.key.SigningKey;
import dev.gatehouse.mock.jose.internal.key.SigningKeys;
import dev.gatehouse.mock.jose.internal.key.StrictJws;
import dev.gatehouse.mock.oauth2.internal.grant.Scopes;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies the access tokens of one issuer for one API (RFC 9068, section 4). */
public final class JwtAccessTokenVerifier implements AccessTokenVerifier {
  private static final String NOT_VALID = "The access token is not valid.";

  /** One rule on a token whose form is right. */
  private interface Rule {
    Optional<Invalid> violation(JWSObject token);
  }

  private final SigningKeys keys;
  private final AccessTokenClaims claims;
  private final List<Rule> rules =
      List.of(
          this::type,
          this::algorithm,
          this::critical,
          this::key,
          this::keysOwnAlgorithm,
          this::signature);

  public JwtAccessTokenVerifier(SigningKeys keys, AccessTokenClaims claims) {
    this.keys = keys;
    this.claims = claims;
  }

  @Override
  public TokenVerdict verify(String token) {
    JWSObject jws;
    try {
      jws = StrictJws.parse(token);
    } catch (ParseException e) {
      return notAJwt(token);
    }
    for (Rule rule : rules) {
      Optional<Invalid> violation = rule.violation(jws);
      if (violation.isPresent()) {
        return violation.get();
      }
    }
    Map<String, Object> payload = jws.getPayload().toJSONObject();
    if (payload == null) {
      return notAJwt(token);
    }
    Optional<Invalid> violation = claims.violation(payload);
    return violation.isPresent() ? violation.get() : valid(payload);
  }

  static TokenVerdict valid(Map<String, Object> payload) {
    String scope = payload.get("scope") instanceof String list ? list : "";
    Map<String, String> evidence = new LinkedHashMap<>();
    for (String name : List.of("iss", "sub", "client_id", "jti")) {
      evidence.put(name, String.valueOf(payload.get(name)));
    }
    evidence.put("scheme", "Bearer");
    evidence.put("scope", scope);
    return new TokenVerdict.Valid(
        String.valueOf(payload.get("sub")),
        Scopes.parse(scope).orElse(Set.of()),
        evidence,
        confirmation(payload));
  }

  /** What is no object is handed on as well: a token bound to who knows what is no bearer token. */
  private static Map<String, String> confirmation(Map<String, Object> payload) {
    Map<String, String> confirmation = new LinkedHashMap<>();
    if (payload.get("cnf") instanceof Map<?, ?> members) {
      members.forEach(
          (name, value) -> confirmation.put(String.valueOf(name), String.valueOf(value)));
    } else if (payload.containsKey("cnf")) {
      confirmation.put("cnf", String.valueOf(payload.get("cnf")));
    }
    return confirmation;
  }

  private static Invalid notAJwt(String token) {
    if (isUnsigned(token)) {
      return new Invalid(
          "unsigned-token",
          NOT_VALID,
          "the header's alg is none: anybody can write such a token; right is a signature by a key of this issuer");
    }
    int parts = token.split("\\.", -1).length;
    return new Invalid(
        "malformed-token",
        NOT_VALID,
        parts == 5
            ? "the token is an encrypted JWT; a signed one is right"
            : "the token is not a signed JWT: three parts in Base64url, separated by dots, are"
                + " right, and a header with a signature algorithm; was it cut off?");
  }

  /** RFC 7519, section 6. */
  private static boolean isUnsigned(String token) {
    try {
      PlainHeader.parse(new Base64URL(token.split("\\.", 2)[0]));
      return true;
    } catch (ParseException e) {
      return false;
    }
  }

  /** RFC 9068, section 4: the type tells an access token from an ID token. */
  private Optional<Invalid> type(JWSObject token) {
    JOSEObjectType type = token.getHeader().getType();
    String name = type == null ? "" : type.toString().toLowerCase(Locale.ROOT);
    return name.equals("at+jwt") || name.equals("application/at+jwt")
        ? Optional.empty()
        : invalid("wrong-type", "the header's typ is not at+jwt; is this an ID token?");
  }

  /** RFC 8725, section 3.1: the algorithm is the key's, whatever the token says. */
  private Optional<Invalid> algorithm(JWSObject token) {
    return keys.algorithms().contains(token.getHeader().getAlgorithm().getName())
        ? Optional.empty()
        : invalid(
            "wrong-algorithm", "the header's alg is not " + String.join(" or ", keys.algorithms()));
  }

  private Optional<Invalid> keysOwnAlgorithm(JWSObject token) {
    String wanted = keys.find(token.getHeader().getKeyID()).map(SigningKey::algorithm).orElse("");
    return wanted.equals(token.getHeader().getAlgorithm().getName())
        ? Optional.empty()
        : invalid("wrong-algorithm", "the header's alg is not its key's, " + wanted);
  }

  /** RFC 7515, section 4.1.11: an extension that must be understood, and is not. */
  private Optional<Invalid> critical(JWSObject token) {
    Set<String> critical = token.getHeader().getCriticalParams();
    return critical == null || critical.isEmpty()
        ? Optional.empty()
        : invalid("critical-extension", "the header's crit names an extension unknown here");
  }

  private Optional<Invalid> key(JWSObject token) {
    return keys.find(token.getHeader().getKeyID()).isPresent()
        ? Optional.empty()
        : invalid("unknown-key", "the header's kid names no key of this issuer");
  }

  private Optional<Invalid> signature(JWSObject token) {
    JWSHeader header = token.getHeader();
    return keys.find(header.getKeyID()).filter(key -> key.verifies(token)).isPresent()
        ? Optional.empty()
        : invalid(
            "wrong-signature",
            "the signature is not this issuer's: the token was changed or signed by another key");
  }

  private static Optional<Invalid> invalid(String reason, String explanation) {
    return Optional.of(new Invalid(reason, NOT_VALID, explanation));
  }
}
