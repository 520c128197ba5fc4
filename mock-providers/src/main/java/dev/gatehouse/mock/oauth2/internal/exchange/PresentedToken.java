package dev.gatehouse.mock.oauth2.internal.exchange;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.TokenRequest;
import dev.gatehouse.mock.oauth2.internal.lookup.FindToken;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken;
import dev.gatehouse.mock.oauth2.internal.lookup.IssuedToken.Access;
import java.util.Optional;

/**
 * The tokens of a request, verified as an API would, and of this client's business: a service that
 * comes by somebody else's token cannot change it for a better one (RFC 8693, section 5).
 *
 * @param tokens tells this server's own
 */
record PresentedToken(FindToken tokens) {
  Access subject(TokenRequest request) throws OAuth2Refusal {
    Parameters parameters = request.parameters();
    String token = required(parameters, "subject_token");
    TokenType.check("subject_token_type", required(parameters, "subject_token_type"), token);
    Access subject = verified("subject_token", token);
    if (!subject.clientId().equals(request.client().id()) && !subject.isFor(request.client())) {
      throw refusal(
          "subject_token",
          "it is good, but was neither issued to client "
              + request.client().id()
              + " nor is for an API it is registered for by resourceServerFor: its aud is "
              + subject.claims().get("aud"));
    }
    requireKey("subject_token", subject, request);
    return subject;
  }

  Optional<Access> actor(TokenRequest request) throws OAuth2Refusal {
    Parameters parameters = request.parameters();
    Optional<String> token = parameters.get("actor_token");
    if (token.isEmpty()) {
      if (parameters.get("actor_token_type").isPresent()) {
        throw OAuth2Refusal.invalidRequest(
            "The parameter actor_token is missing.",
            "there is an actor_token_type, but no actor_token (RFC 8693, section 2.1)");
      }
      return Optional.empty();
    }
    TokenType.check("actor_token_type", required(parameters, "actor_token_type"), token.get());
    Access actor = verified("actor_token", token.get());
    if (!actor.clientId().equals(request.client().id())) {
      // Or an API could say of whoever called it that they act, and not itself.
      throw refusal(
          "actor_token",
          "it is good, but was issued to another client than " + request.client().id());
    }
    requireKey("actor_token", actor, request);
    return Optional.of(actor);
  }

  private static String required(Parameters parameters, String name) throws OAuth2Refusal {
    return parameters
        .get(name)
        .orElseThrow(
            () ->
                OAuth2Refusal.invalidRequest(
                    "The parameter " + name + " is missing.",
                    "the parameter " + name + " is missing (RFC 8693, section 2.1)"));
  }

  private Access verified(String parameter, String token) throws OAuth2Refusal {
    IssuedToken found = tokens.find(token);
    if (found instanceof IssuedToken.None none) {
      throw refusal(parameter, none.explanation());
    }
    if (!(found instanceof Access access)) {
      throw refusal(parameter, "it is a refresh token; an access token is right");
    }
    return access;
  }

  private static void requireKey(String parameter, Access token, TokenRequest request)
      throws OAuth2Refusal {
    Optional<String> missing = ProveKey.missing(token, request);
    if (missing.isPresent()) {
      throw refusal(parameter, missing.get());
    }
  }

  /** RFC 8693, section 2.2.2: a token that is not good makes the request a wrong one. */
  private static OAuth2Refusal refusal(String parameter, String explanation) {
    return OAuth2Refusal.invalidRequest(
        "The " + parameter + " is invalid, expired, revoked, or not acceptable.",
        "the " + parameter + " is refused: " + explanation);
  }
}
