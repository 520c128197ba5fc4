package dev.gatehouse.client;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import dev.gatehouse.connection.Secret;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what an ID token says (OpenID Connect Core 1.0, section 3.1.3.7, steps 2 to 5 and 9 to
 * 11), on the connection's clock; the SDK's own verifier reads the system's.
 */
record IdTokenClaims(String clientId, String issuer, InstantSource clock) {
  private static final Duration SKEW = Duration.ofMinutes(1);

  /**
   * @throws AuthorizationFailedException if it is not about this login
   */
  void check(JWTClaimsSet claims, @Nullable Secret nonce) throws ParseException {
    JWTClaimsSet.Builder exact = new JWTClaimsSet.Builder().issuer(issuer);
    if (nonce != null) {
      exact.claim("nonce", nonce.reveal());
    }
    try {
      verifier(exact.build()).verify(claims, null);
    } catch (BadJWTException e) {
      throw IdTokens.refused(e.getMessage());
    }
    if (claims.getSubject().isEmpty()) {
      throw IdTokens.refused("its sub is empty");
    }
    if (claims.getIssueTime().toInstant().isAfter(clock.instant().plus(SKEW))) {
      throw IdTokens.refused("its iat is in the future");
    }
    String party = claims.getStringClaim("azp");
    if (party == null ? claims.getAudience().size() > 1 : !party.equals(clientId)) {
      throw IdTokens.refused("its azp is not this client");
    }
  }

  private DefaultJWTClaimsVerifier<SecurityContext> verifier(JWTClaimsSet exact) {
    var verifier =
        new DefaultJWTClaimsVerifier<>(clientId, exact, Set.of("sub", "exp", "iat")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew((int) SKEW.toSeconds());
    return verifier;
  }
}
