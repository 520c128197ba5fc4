package dev.gatehouse.mock.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.AuthorizationFailedException;
import dev.gatehouse.client.ClientOptions;
import dev.gatehouse.client.HeadlessBrowser;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.client.UserAgent;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.gate.BearerGate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The provider over a real socket, and the real client that follows its pages. */
class GatehousesOwnClientTest {
  private static final List<String> SCOPES = List.of("openid", "read");

  private final Gatehouse gatehouse = Gatehouse.start();

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private HttpConnection open(
      UserAgent agent,
      UnaryOperator<OAuth2Provider.Builder> more,
      UnaryOperator<ClientOptions> options) {
    URI api = gatehouse.baseUri().resolve("/people");
    OAuth2Provider provider =
        more.apply(
                OAuth2Provider.builder(
                        gatehouse.baseUri().resolve("/people-login"), gatehouse.clock())
                    .client(
                        RegisteredClient.confidential("app", Secret.of("app-secret"))
                            .grantTypes("authorization_code", "refresh_token")
                            .scopes(SCOPES)
                            .audience(api.toString())
                            .redirectUris("http://127.0.0.1/callback")
                            .build())
                    .user(User.of("ada", Secret.of("love&lace"))))
            .build();
    gatehouse.register(provider);
    gatehouse.guard(
        "/people", new BearerGate(provider.accessTokenVerifier(api.toString()), Set.of("read")));
    return HttpConnection.open(
        Connection.of(
            "people",
            api,
            new OAuth2AuthorizationCodeAuth(
                provider.authorizationUri(),
                provider.tokenUri(),
                "app",
                Secret.of("app-secret"),
                CredentialPlacement.HEADER,
                SCOPES,
                null,
                true)),
        options.apply(ClientOptions.defaults().withClock(gatehouse.clock()).withUserAgent(agent)));
  }

  private HttpConnection open(UserAgent agent) {
    return open(agent, UnaryOperator.identity(), UnaryOperator.identity());
  }

  private static UserAgent ada(String password) {
    return new HeadlessBrowser("ada", Secret.of(password));
  }

  @Test
  void logsInOnThePageConsentsAndRefreshes() {
    try (HttpConnection connection = open(ada("love&lace"))) {
      for (int i = 0; i < 3; i++) {
        assertThat(connection.get("/orders").status()).isEqualTo(200);
        gatehouse.clock().advance(Duration.ofHours(2));
      }
      assertThat(connection.grantedScopes().orElseThrow()).containsAll(SCOPES);
    }
  }

  @Test
  void needsNoPasswordWhereTheServerLogsItsUserIn() {
    try (HttpConnection connection =
        open(
            new HeadlessBrowser(),
            provider -> provider.automaticLogin("ada"),
            options -> options.withIssuer(gatehouse.baseUri().resolve("/people-login")))) {
      assertThat(connection.get("/orders").status()).isEqualTo(200);
    }
  }

  @Test
  void tellsWhatTheLoginPageSays() {
    try (HttpConnection connection = open(ada("wrong"))) {
      assertThatThrownBy(() -> connection.get("/orders"))
          .isInstanceOf(AuthorizationFailedException.class)
          .hasMessageContaining("the login page says: ");
    }
  }

  @Test
  void saysThatThePageAsksForAPassword() {
    try (HttpConnection connection = open(new HeadlessBrowser())) {
      assertThatThrownBy(() -> connection.get("/orders"))
          .isInstanceOf(AuthorizationFailedException.class)
          .hasMessageContaining("asks for a password");
    }
  }
}
