package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManyIssuersTest {
  private static final String API = "https://api.example";

  private final Gatehouse gatehouse = Gatehouse.start();

  @AfterEach
  void close() {
    gatehouse.close();
  }

  private OAuth2Provider issuer(String path, String secret) {
    return gatehouse.oauth2(
        path,
        builder ->
            builder.client(
                RegisteredClient.confidential("app", Secret.of(secret))
                    .authenticationMethod("client_secret_post")
                    .grantTypes("client_credentials")
                    .audience(API)
                    .build()));
  }

  private String send(String method, String path, String authorization, String body) {
    return Wire.exchange(
        gatehouse.baseUri(),
        "%s %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: %s\r\n"
                .formatted(method, path, authorization)
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body));
  }

  private String token(OAuth2Provider issuer, String secret) throws IOException {
    String body = "grant_type=client_credentials&client_id=app&client_secret=" + secret;
    String response =
        Wire.exchange(
            gatehouse.baseUri(),
            "POST %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                    .formatted(issuer.tokenUri().getPath())
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(body.length(), body));
    return new ObjectMapper()
        .readTree(response.substring(response.indexOf("\r\n\r\n")))
        .path("access_token")
        .asText();
  }

  @Test
  void standBesideEachOtherWithClientsAndKeysOfTheirOwn() throws IOException {
    OAuth2Provider a = issuer("/oauth2/tenant-a", "secret-a");
    OAuth2Provider b = issuer("/oauth2/tenant-b", "secret-b");
    gatehouse.guard("/a", new BearerGate(a.accessTokenVerifier(API), Set.of()));
    gatehouse.guard("/b", new BearerGate(b.accessTokenVerifier(API), Set.of()));

    String ofA = token(a, "secret-a");
    assertThat(send("GET", "/a", "Bearer " + ofA, "")).startsWith("HTTP/1.1 200 ");
    assertThat(send("GET", "/b", "Bearer " + ofA, "")).startsWith("HTTP/1.1 401 ");
    assertThat(token(b, "secret-a")).isEmpty();
    assertThat(token(b, "secret-b")).isNotEmpty();
    assertThat(a.issuer()).isEqualTo(gatehouse.baseUri().resolve("/oauth2/tenant-a"));
  }

  @Test
  void areFoundByTheirPath() {
    OAuth2Provider a = issuer("/oauth2/tenant-a", "secret-a");
    assertThat(gatehouse.oauth2("/oauth2/tenant-a")).isSameAs(a);
    assertThat(gatehouse.oauth2().issuer())
        .isEqualTo(gatehouse.baseUri().resolve("/oauth2/default"));
    assertThatThrownBy(() -> gatehouse.oauth2("/oauth2/tenant-c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no OAuth2 issuer /oauth2/tenant-c; there are: /oauth2/default,"
                + " /oauth2/tenant-a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "oauth2           | written plainly",
        "/                | written plainly",
        "/oauth2/         | written plainly",
        "/oauth2/../x     | written plainly",
        "/oauth2/a b      | written plainly",
        "/oauth2/%61      | written plainly",
        "/__gatehouse/x   | where the server itself is controlled",
        "/oauth2/default  | /oauth2/default is taken, by oauth2 /oauth2/default",
        "/oauth2/default/x| /oauth2/default/x is taken, by oauth2 /oauth2/default",
      })
  void standNowhereElse(String path, String message) {
    assertThatThrownBy(() -> issuer(path, "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void areNotThereUnlessTheLineUpHasThem() {
    try (Gatehouse empty = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      assertThatThrownBy(empty::oauth2).hasMessageContaining("there is no OAuth2 issuer");
    }
  }
}
