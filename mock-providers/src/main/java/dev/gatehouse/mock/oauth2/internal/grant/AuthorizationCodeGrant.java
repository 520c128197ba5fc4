package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.ledger.Code;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user allowed it at the authorization endpoint (RFC 6749, section 4.1.3).
 *
 * <p>A code is used by the request that all is right with, and by no other (section 4.1.2: "the
 * client MUST NOT use the authorization code more than once"). Another client, a wrong redirect
 * URI, verifier or key has not used it: else whoever got hold of a code, which PKCE makes worthless
 * to them (RFC 9700, section 2.1.1), could still lock its owner out, or have the owner's tokens
 * revoked by showing it after the owner. A {@code resource} that may not be had (RFC 8707, section
 * 2.2) costs the owner nothing but another try, as with a refresh token. The code itself lasts a
 * minute, and a verifier has too many values to be tried (RFC 7636, section 7.1).
 *
 * @param ledger keeps the codes
 */
public record AuthorizationCodeGrant(Ledger ledger) implements Grant {
  public static final String TYPE = "authorization_code";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Granted grant(TokenRequest request) throws OAuth2Refusal {
    Parameters parameters = request.parameters();
    String code =
        parameters
            .get("code")
            .orElseThrow(
                () ->
                    OAuth2Refusal.invalidRequest(
                        "The parameter code is missing.", "the parameter code is missing"));
    Found<Code> found = ledger.codes().peek(code);
    Code issued = known(found);
    rejectForeign(issued, request);
    checkRedirectUri(issued, parameters.get("redirect_uri"));
    VerifyPkce.check(issued.challenge(), parameters.get("code_verifier"));
    checkKey(issued, request);
    rejectUsed(found);
    Authorization authorization = issued.authorization();
    List<String> audience = CheckResource.ofToken(parameters, authorization.audience());
    rejectUsed(ledger.codes().redeem(code)); // of several at once, one has not used it before
    return new Granted(authorization.withAudience(audience), authorization, Map.of());
  }

  /** Used and expired ones too: who cannot prove anything of a code learns nothing of it. */
  private static Code known(Found<Code> found) throws OAuth2Refusal {
    if (found instanceof Found.Good<Code> good) {
      return good.value();
    }
    if (found instanceof Found.Used<Code> used) {
      return used.value();
    }
    if (found instanceof Found.Expired<Code> expired) {
      throw refusal("the code expired at " + expired.at());
    }
    throw refusal("no such code was issued, or it was before a reset");
  }

  /** The code is this client's; another's is left to it (RFC 6749, section 4.1.3). */
  private static void rejectForeign(Code code, TokenRequest request) throws OAuth2Refusal {
    if (!code.clientId().equals(request.client().id())) {
      throw refusal("the code was issued to another client than " + request.client().id());
    }
  }

  /** Once; a second time, all that came from it is revoked (RFC 6749, section 4.1.2). */
  private void rejectUsed(Found<Code> found) throws OAuth2Refusal {
    if (found instanceof Found.Used<Code> used) {
      ledger.tokens().revoke(used.value().authorization().id());
      throw refusal(
          "the code was redeemed before; a code is good once, and the tokens that came from it"
              + " are revoked (RFC 6749, section 4.1.2). Does a retry send it again?");
    }
    known(found);
  }

  private static void checkRedirectUri(Code code, Optional<String> sent) throws OAuth2Refusal {
    if (sent.isEmpty() && code.redirectUriSent()) {
      throw refusal(
          "the parameter redirect_uri is missing; the authorization request had it, so the token"
              + " request needs it too (RFC 6749, section 4.1.3)");
    }
    if (sent.isPresent() && !sent.get().equals(code.redirectUri())) {
      throw refusal(
          "the redirect_uri is not that of the authorization request, "
              + code.redirectUri()
              + ", character by character (RFC 6749, section 4.1.3)");
    }
  }

  /** RFC 9449, section 10: the key named at the authorization endpoint. */
  private static void checkKey(Code code, TokenRequest request) throws OAuth2Refusal {
    if (code.keyThumbprint() != null
        && !code.keyThumbprint().equals(request.confirmation().get("jkt"))) {
      throw refusal(
          "the authorization request had a dpop_jkt; the DPoP proof is missing or of another key"
              + " (RFC 9449, section 10)");
    }
  }

  private static OAuth2Refusal refusal(String explanation) {
    return OAuth2Refusal.invalidGrant(
        "The authorization code is invalid, expired, used, or not this client's.", explanation);
  }
}
