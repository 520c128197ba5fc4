package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.internal.ledger.Code.Challenge;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whoever redeems a code is who asked for it (RFC 7636, section 4.6). */
final class VerifyPkce {
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private VerifyPkce() {}

  static void check(@Nullable Challenge challenge, Optional<String> verifier) throws OAuth2Refusal {
    if (challenge == null) {
      if (verifier.isPresent()) {
        // RFC 9700, section 2.1.1: else an attacker takes PKCE away by dropping the challenge.
        throw OAuth2Refusal.invalidGrant(
            "The code was issued without a code challenge.",
            "the token request has a code_verifier, but the authorization request had no"
                + " code_challenge: was it stripped on the way? (RFC 9700, section 2.1.1)");
      }
      return;
    }
    String sent =
        verifier.orElseThrow(
            () ->
                OAuth2Refusal.invalidGrant(
                    "The code verifier is missing.",
                    "the authorization request had a code_challenge, so the token request needs"
                        + " the code_verifier (RFC 7636, section 4.5)"));
    if (!VERIFIER.matcher(sent).matches()) {
      throw OAuth2Refusal.invalidGrant(
          "The code verifier is malformed.",
          "the code_verifier has "
              + sent.length()
              + " characters; 43 to 128 letters, digits and - . _ ~ are right (RFC 7636, section"
              + " 4.1)");
    }
    String right = challenge.method().equals("S256") ? s256(sent) : sent;
    if (!ConstantTime.equal(challenge.value(), right)) {
      throw OAuth2Refusal.invalidGrant(
          "The code verifier does not match.",
          ConstantTime.equal(challenge.value(), sent)
              ? "the code_verifier is the code_challenge itself; the text it was made from is right"
              : "the code_verifier is not the one the code_challenge was made from (RFC 7636,"
                  + " section 4.6)");
    }
  }

  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
