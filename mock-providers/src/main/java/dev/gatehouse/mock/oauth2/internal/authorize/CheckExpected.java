package dev.gatehouse.mock.oauth2.internal.authorize;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.authorize.ClaimsParameter.Wanted;
import dev.gatehouse.mock.oauth2.internal.login.Expected;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints.Hint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who has to log in, and how strongly (OpenID Connect Core, sections 3.1.2.1, 3.1.2.2 and 5.5.1).
 *
 * @param hints verifies ID tokens
 */
record CheckExpected(IdTokenHints hints) {

  Expected of(Parameters parameters, RegisteredClient client) throws OAuth2Refusal {
    ClaimsParameter claims = ClaimsParameter.of(parameters);
    Wanted acr = claims.idToken().getOrDefault("acr", Wanted.ANY);
    return new Expected(
        subject(parameters, client, claims),
        acr.values().isEmpty() ? voluntary(parameters) : texts(acr),
        acr.essential());
  }

  private Optional<String> subject(
      Parameters parameters, RegisteredClient client, ClaimsParameter claims) throws OAuth2Refusal {
    Optional<String> claimed =
        texts(claims.idToken().getOrDefault("sub", Wanted.ANY)).stream().findFirst();
    Optional<Hint> hint = hints.of(parameters.get("id_token_hint"));
    if (hint.isEmpty()) {
      return claimed;
    }
    if (!hint.get().client().id().equals(client.id())) {
      throw OAuth2Refusal.invalidRequest(
          "The ID token hint is not valid.",
          "the parameter id_token_hint was issued to another client than " + client.id());
    }
    if (claimed.isPresent() && !claimed.get().equals(hint.get().subject())) {
      throw OAuth2Refusal.invalidRequest(
          "The request names two users.",
          "the parameter id_token_hint and the claim sub of the parameter claims name two users");
    }
    return Optional.of(hint.get().subject());
  }

  private static List<String> voluntary(Parameters parameters) {
    return parameters.get("acr_values").map(text -> text.split(" ", -1)).stream()
        .flatMap(Arrays::stream)
        .toList();
  }

  private static List<String> texts(Wanted wanted) {
    return wanted.values().stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }
}
