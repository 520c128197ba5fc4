package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Flow.APP;
import static dev.gatehouse.mock.oauth2.Flow.bearer;
import static dev.gatehouse.mock.oauth2.Flow.form;
import static dev.gatehouse.mock.oauth2.Flow.redirect;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.TokenVerdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
  private static final String LOCAL = Fixture.ISSUER.toString();
  private static final String PUBLIC = "https://login.example/auth/oauth2/default";

  private static Flow flow(PublicAddress address) {
    return new Flow(builder -> builder.publicAddress(address));
  }

  private static PublicAddress address() {
    return PublicAddress.of(URI.create("https://login.example/auth"));
  }

  private static ServerRequest by(String scheme, String host, String method, String query) {
    return new ServerRequest(
        method,
        scheme,
        host,
        "/",
        query,
        List.of(APP, new Field("Content-Type", Fixture.FORM)),
        "grant_type=client_credentials&scope=read".getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> claims(String jwt) {
    try {
      return JWSObject.parse(jwt).getPayload().toJSONObject();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class OfItsOwn {
    private final Flow flow = flow(address());

    @Test
    void isInEverythingTheServerSays() {
      Map<String, Object> metadata = json(flow.get("/.well-known/openid-configuration", null));
      assertThat(metadata).containsEntry("issuer", PUBLIC);
      metadata.forEach(
          (name, value) -> {
            if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
              assertThat(String.valueOf(value)).startsWith(PUBLIC + "/");
            }
          });
      assertThat(redirect(flow.authorize(Flow.request("app")))).containsEntry("iss", PUBLIC);
      Map<String, Object> tokens = flow.tokens("app");
      assertThat(claims(text(tokens, "access_token"))).containsEntry("iss", PUBLIC);
      assertThat(claims(text(tokens, "id_token"))).containsEntry("iss", PUBLIC);
      assertThat(
              json(flow.send("/introspect", Map.of("token", text(tokens, "refresh_token")), APP)))
          .containsEntry("iss", PUBLIC);
    }

    @Test
    void isTheIssuerOfTokensThatAreGood() {
      String token = text(flow.tokens("app"), "access_token");
      assertThat(flow.provider.accessTokenVerifier(Fixture.API).verify(token))
          .isInstanceOf(TokenVerdict.Valid.class);
      assertThat(flow.get("/userinfo", null, bearer(token)).response().status()).isEqualTo(200);
    }

    @Test
    void isNotChangedByWhateverARequestSays() {
      ServerRequest request =
          new ServerRequest(
              "GET",
              "https",
              "evil.example",
              "/",
              null,
              List.of(
                  new Field("X-Forwarded-Host", "evil.example"),
                  new Field("X-Forwarded-Proto", "http")),
              new byte[0]);
      assertThat(json(flow.answer("/.well-known/openid-configuration", request)))
          .containsEntry("issuer", PUBLIC);
    }

    @Test
    void leavesTheAddressesForThisMachineAlone() {
      assertThat(flow.provider.issuer()).hasToString(PUBLIC);
      assertThat(flow.provider.tokenUri()).hasToString(LOCAL + "/token");
      assertThat(flow.provider.authorizationUri()).hasToString(LOCAL + "/authorize");
    }

    /** Whether or not a proxy takes the prefix away. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/oauth2/default/jwks",
          "/auth/oauth2/default/jwks",
          "/auth/oauth2/default/.well-known/openid-configuration",
          "/.well-known/oauth-authorization-server/oauth2/default",
          "/.well-known/oauth-authorization-server/auth/oauth2/default"
        })
    void isAnsweredAt(String path) {
      Reply reply =
          flow.provider
              .endpoint(path)
              .orElseThrow()
              .answer(new ServerRequest("GET", "http", "x", path, null, List.of(), new byte[0]));
      assertThat(reply.response().status()).isEqualTo(200);
    }

    @Test
    void ownsNoMoreThanItsTree() {
      assertThat(flow.provider.endpoint("/auth/orders")).isEmpty();
      assertThat(flow.provider.endpoint("/auth/oauth2/default2/jwks")).isEmpty();
    }
  }

  @Nested
  class ThatFollowsHosts {
    private final Flow flow = flow(address().following("gatehouse:8480", "localhost"));

    private String issuerBy(String scheme, String host) {
      return text(
          json(flow.answer("/.well-known/openid-configuration", by(scheme, host, "GET", null))),
          "issuer");
    }

    @Test
    void isWhatTheRequestCallsIt() {
      assertThat(issuerBy("http", "gatehouse:8480"))
          .isEqualTo("http://gatehouse:8480/oauth2/default");
      assertThat(issuerBy("https", "localhost:99"))
          .isEqualTo("https://localhost:99/oauth2/default");
      assertThat(issuerBy("http", "evil.example")).isEqualTo(PUBLIC);
      Reply redirected =
          flow.answer("/authorize", by("http", "gatehouse:8480", "GET", form(Flow.request("app"))));
      assertThat(redirect(redirected)).containsEntry("iss", "http://gatehouse:8480/oauth2/default");
    }

    @Test
    void makesTokensThatAreGoodByWhicheverName() {
      for (String host : List.of("gatehouse:8480", "localhost:99", "elsewhere")) {
        Map<String, Object> tokens = json(flow.answer("/token", by("http", host, "POST", null)));
        String token = text(tokens, "access_token");
        assertThat(claims(token)).containsEntry("iss", issuerBy("http", host));
        assertThat(flow.provider.accessTokenVerifier(Fixture.API).verify(token))
            .isInstanceOf(TokenVerdict.Valid.class);
      }
    }
  }

  @Test
  void isTheServersOwnAddressWithoutOne() {
    Flow plain = new Flow();
    Reply reply =
        plain.answer("/.well-known/openid-configuration", by("https", "evil.example", "GET", null));
    assertThat(json(reply)).containsEntry("issuer", LOCAL);
    assertThat(plain.provider.issuer()).hasToString(LOCAL);
  }
}
