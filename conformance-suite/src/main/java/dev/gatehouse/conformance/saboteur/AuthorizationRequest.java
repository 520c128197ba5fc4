package dev.gatehouse.conformance.saboteur;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to have a user log in (RFC 6749, section 4.1.1).
 *
 * @param uri where the user is sent
 * @param redirectUri where the user is to come back
 * @param state what the user has to bring back
 */
record AuthorizationRequest(URI uri, URI redirectUri, String state, Pkce pkce) {

  static AuthorizationRequest create(Settings given, URI redirectUri, @Nullable Flaw flaw) {
    String state = flaw == Flaw.CODE_STATE ? "af0ifjsldkj" : Pkce.unguessable();
    Pkce pkce = Pkce.create(flaw);
    List<String> scopes = given.texts("scopes");
    Form own =
        Form.of("response_type", "code")
            .with("client_id", given.text("clientId"))
            .with("redirect_uri", redirectUri.toString())
            .with("state", state)
            .with("code_challenge", pkce.challenge())
            .with("code_challenge_method", pkce.method());
    return new AuthorizationRequest(
        at(
            given.uri("authorizationUri"),
            scopes.isEmpty() ? own : own.with("scope", String.join(" ", scopes))),
        redirectUri,
        state,
        pkce);
  }

  /** The endpoint's own query stays, but for what this request says itself (section 3.1). */
  private static URI at(URI endpoint, Form own) {
    Target target = Target.of(endpoint);
    Form query = Form.read(target.query()).without(own).with(own);
    return URI.create(target.withQuery(query.encoded()).toString());
  }
}
