package dev.gatehouse.mock.oauth2.internal.grant;

import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.oauth2.Authorization;
import dev.gatehouse.mock.oauth2.Grant;
import dev.gatehouse.mock.oauth2.Leniency;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import dev.gatehouse.mock.oauth2.internal.ledger.RefreshToken;
import java.util.Map;

/**
 * A refresh token is changed for new tokens, itself included (RFC 6749, section 6; RFC 9700,
 * section 4.14.2).
 *
 * @param ledger keeps the refresh tokens
 */
public record RefreshTokenGrant(Ledger ledger) implements Grant {
  public static final String TYPE = "refresh_token";

  @Override
  public String type() {
    return TYPE;
  }

  /** The new refresh token is worth what the old one was, however little was asked for now. */
  @Override
  public Granted grant(TokenRequest request) throws OAuth2Refusal {
    Parameters parameters = request.parameters();
    String token =
        parameters
            .get("refresh_token")
            .orElseThrow(
                () ->
                    OAuth2Refusal.invalidRequest(
                        "The parameter refresh_token is missing.",
                        "the parameter refresh_token is missing"));
    Found<RefreshToken> found = ledger.refreshTokens().peek(token);
    rejectForeign(request, found);
    if (found instanceof Found.Good<RefreshToken> good) {
      // What is asked wrongly costs nothing: the token is used up when all else is right.
      narrowed(parameters, good.value().authorization());
    }
    boolean stays = request.client().may(Leniency.REUSABLE_REFRESH_TOKENS);
    Authorization whole = good(stays ? found : ledger.refreshTokens().redeem(token));
    return new Granted(narrowed(parameters, whole), stays ? null : whole, Map.of());
  }

  private static Authorization narrowed(Parameters parameters, Authorization whole)
      throws OAuth2Refusal {
    return whole
        .withScopes(CheckScope.ofToken(parameters, whole.scopes()))
        .withAudience(CheckResource.ofToken(parameters, whole.audience()));
  }

  private static void rejectForeign(TokenRequest request, Found<RefreshToken> found)
      throws OAuth2Refusal {
    if (found instanceof Found.Good<RefreshToken> good) {
      if (!good.value().clientId().equals(request.client().id())) {
        throw refusal(
            "the refresh token was issued to another client than " + request.client().id());
      }
      if (!request.confirmation().entrySet().containsAll(good.value().confirmation().entrySet())) {
        throw refusal(
            "the refresh token is bound to a key, and the request does not prove that key (RFC"
                + " 9449, section 5)");
      }
    }
  }

  private Authorization good(Found<RefreshToken> found) throws OAuth2Refusal {
    if (found instanceof Found.Good<RefreshToken> good) {
      String family = good.value().authorization().id();
      if (ledger.tokens().isRevoked(family)) {
        throw refusal("the refresh token was revoked, as its authorization was");
      }
      return good.value().authorization();
    }
    if (found instanceof Found.Used<RefreshToken> used) {
      ledger.tokens().revoke(used.value().authorization().id());
      throw refusal(
          "the refresh token was used before: somebody has a copy of it, so every token of its"
              + " family is revoked (RFC 9700, section 4.14.2). Does the client keep the new one"
              + " it gets with each renewal, and renew once at a time?");
    }
    if (found instanceof Found.Expired<RefreshToken> expired) {
      throw refusal("the refresh token expired at " + expired.at());
    }
    throw refusal("no such refresh token was issued, or it was before a reset");
  }

  private static OAuth2Refusal refusal(String explanation) {
    return OAuth2Refusal.invalidGrant(
        "The refresh token is invalid, expired, revoked, or not this client's.", explanation);
  }
}
