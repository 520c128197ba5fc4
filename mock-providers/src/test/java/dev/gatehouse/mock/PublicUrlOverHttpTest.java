package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.mock.scenario.Scenario;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicUrlOverHttpTest {
  private static final String METADATA = "/oauth2/default/.well-known/openid-configuration";

  /** Asked for as by a proxy or from another container. */
  private static Map<String, Object> metadata(Gatehouse gatehouse, String host, String... more) {
    String answer =
        Wire.exchange(
            gatehouse.baseUri(),
            "GET "
                + METADATA
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\nConnection: close\r\n"
                + String.join("\r\n", more)
                + (more.length == 0 ? "\r\n" : "\r\n\r\n"));
    try {
      return JSONObjectUtils.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    } catch (ParseException e) {
      throw new AssertionError(answer, e);
    }
  }

  private static void works(Gatehouse gatehouse) {
    Scenario scenario = gatehouse.scenario(AuthType.OAUTH2_CLIENT_CREDENTIALS);
    assertThat(scenario.tokenUri().getAuthority()).isEqualTo(gatehouse.baseUri().getAuthority());
    assertThat(scenario.apiUri().getAuthority()).isEqualTo(gatehouse.baseUri().getAuthority());
    try (HttpConnection connection = scenario.open()) {
      assertThat(connection.get("/hello").status()).isEqualTo(200);
    }
  }

  @Test
  void isFollowedByTheIssuerWhileConnectionsStayLocal() {
    try (Gatehouse gatehouse =
        Gatehouse.builder().publicUrl(URI.create("https://login.example")).start()) {
      assertThat(metadata(gatehouse, "evil.example", "X-Forwarded-Host: evil.example"))
          .containsEntry("issuer", "https://login.example/oauth2/default")
          .containsEntry("token_endpoint", "https://login.example/oauth2/default/token");
      works(gatehouse);
      assertThat(gatehouse.scenario(AuthType.OAUTH2_CLIENT_CREDENTIALS).lastApiCall().evidence())
          .containsEntry("iss", "https://login.example/oauth2/default");
    }
  }

  @Test
  void isWhatARequestSaysWhereThatHostIsFollowed() {
    try (Gatehouse gatehouse = Gatehouse.builder().followHosts("gatehouse:8480").start()) {
      assertThat(metadata(gatehouse, "gatehouse:8480"))
          .containsEntry("issuer", "http://gatehouse:8480/oauth2/default");
      assertThat(
              metadata(
                  gatehouse,
                  "proxy",
                  "X-Forwarded-Host: gatehouse:8480",
                  "X-Forwarded-Proto: https"))
          .containsEntry("issuer", "https://gatehouse:8480/oauth2/default");
      assertThat(metadata(gatehouse, "gatehouse:8481"))
          .containsEntry("issuer", gatehouse.baseUri() + "/oauth2/default");
      works(gatehouse);
    }
  }

  @Test
  void isTheLocalAddressUnlessToldOtherwise() {
    try (Gatehouse gatehouse = Gatehouse.start()) {
      assertThat(metadata(gatehouse, "gatehouse:8480", "X-Forwarded-Host: evil.example"))
          .containsEntry("issuer", gatehouse.baseUri() + "/oauth2/default");
    }
  }

  @Test
  void cannotBeNonsense() {
    assertThatThrownBy(() -> Gatehouse.builder().publicUrl(URI.create("login.example")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("publicUrl");
    assertThatThrownBy(() -> Gatehouse.builder().followHosts("http://localhost"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("followHosts");
  }
}
