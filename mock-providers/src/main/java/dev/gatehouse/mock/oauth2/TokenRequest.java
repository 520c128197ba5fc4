package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token request as far as it has been understood; each step of {@link TokenEndpoint} adds what it
 * found out. Asking for what no step has added yet is a mistake in the order of the steps.
 */
final class TokenRequest {
  private final ServerRequest http;
  private final Parameters parameters;
  private final @Nullable RegisteredClient client;
  private final @Nullable Grant grant;

  private TokenRequest(
      ServerRequest http,
      Parameters parameters,
      @Nullable RegisteredClient client,
      @Nullable Grant grant) {
    this.http = http;
    this.parameters = parameters;
    this.client = client;
    this.grant = grant;
  }

  static TokenRequest of(ServerRequest http) {
    return new TokenRequest(http, new Parameters(Map.of()), null, null);
  }

  TokenRequest with(Parameters read) {
    return new TokenRequest(http, read, client, grant);
  }

  TokenRequest with(RegisteredClient authenticated) {
    return new TokenRequest(http, parameters, authenticated, grant);
  }

  TokenRequest with(Grant selected) {
    return new TokenRequest(http, parameters, client, selected);
  }

  ServerRequest http() {
    return http;
  }

  Parameters parameters() {
    return parameters;
  }

  RegisteredClient client() {
    return Objects.requireNonNull(client, "no step has authenticated the client");
  }

  Grant grant() {
    return Objects.requireNonNull(grant, "no step has selected the grant");
  }
}
