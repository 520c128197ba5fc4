package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.ledger.Code;
import dev.gatehouse.mock.oauth2.internal.ledger.Handles.Found;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import java.util.Map;
import java.util.Optional;

/**
 * A user allowed it at the authorization endpoint (RFC 6749, section 4.1.3).
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
    rejectForeign(request, ledger.codes().peek(code));
    Code redeemed = redeem(code);
    checkRedirectUri(redeemed, parameters.get("redirect_uri"));
    VerifyPkce.check(redeemed.challenge(), parameters.get("code_verifier"));
    checkKey(redeemed, request);
    Authorization authorization = redeemed.authorization();
    return new Granted(
        authorization.withAudience(CheckResource.ofToken(parameters, authorization.audience())),
        authorization,
        Map.of());
  }

  /** The code is this client's; another's is left to it (RFC 6749, section 4.1.3). */
  private static void rejectForeign(TokenRequest request, Found<Code> found) throws OAuth2Refusal {
    if (found instanceof Found.Good<Code> good
        && !good.value().clientId().equals(request.client().id())) {
      throw refusal("the code was issued to another client than " + request.client().id());
    }
  }

  /** Once; a second time, all that came from it is revoked (RFC 6749, section 4.1.2). */
  private Code redeem(String code) throws OAuth2Refusal {
    Found<Code> found = ledger.codes().redeem(code);
    if (found instanceof Found.Good<Code> good) {
      return good.value();
    }
    if (found instanceof Found.Used<Code> used) {
      ledger.tokens().revoke(used.value().authorization().id());
      throw refusal(
          "the code was redeemed before; a code is good once, and the tokens that came from it"
              + " are revoked (RFC 6749, section 4.1.2). Does a retry send it again?");
    }
    if (found instanceof Found.Expired<Code> expired) {
      throw refusal("the code expired at " + expired.at());
    }
    throw refusal("no such code was issued, or it was before a reset");
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
