package dev.gatehouse.conformance.saboteur;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 6749, section 4.4.2: a token for the client itself. */
record ClientCredentialsGrant(List<String> scopes, TokenEndpoint endpoint, @Nullable Flaw flaw)
    implements TokenSource {

  @Override
  public Token fetch() {
    Form form = Form.of("grant_type", "client_credentials");
    if (!scopes.isEmpty()) {
      form = form.with("scope", String.join(" ", scopes));
    }
    return endpoint.ask(
        flaw == Flaw.CC_FIELDS ? form.with("redirect_uri", "http://localhost/callback") : form,
        scopes);
  }
}
