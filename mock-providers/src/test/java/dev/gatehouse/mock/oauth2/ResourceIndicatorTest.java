package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.SECRET;
import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.encode;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static dev.gatehouse.mock.oauth2.Fixture.post;
import static dev.gatehouse.mock.oauth2.Flow.APP;
import static dev.gatehouse.mock.oauth2.Flow.SECOND;
import static dev.gatehouse.mock.oauth2.Flow.form;
import static dev.gatehouse.mock.oauth2.Flow.redirect;
import static dev.gatehouse.mock.oauth2.Flow.refused;
import static dev.gatehouse.mock.oauth2.Flow.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.exchange.Reply;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource indicators (RFC 8707) in every grant that takes them. */
class ResourceIndicatorTest {
  private final Flow flow =
      new Flow(
          builder ->
              builder.client(
                  RegisteredClient.confidential("named", Secret.of(SECRET))
                      .grantTypes("client_credentials")
                      .audience("orders")
                      .build()));

  private static String asking(String... resources) {
    StringBuilder query = new StringBuilder();
    for (String resource : resources) {
      query.append("&resource=").append(encode(resource));
    }
    return query.toString();
  }

  private static Object audience(Map<String, Object> tokens) {
    try {
      return JWSObject.parse(text(tokens, "access_token")).getPayload().toJSONObject().get("aud");
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private Reply own(String... resources) {
    return flow.answer("/token", post("grant_type=client_credentials" + asking(resources), APP));
  }

  private Reply refresh(Map<String, Object> tokens, String... resources) {
    return flow.answer(
        "/token",
        post(
            "grant_type=refresh_token&refresh_token="
                + text(tokens, "refresh_token")
                + asking(resources),
            APP));
  }

  private Map<String, Object> tokens(String... resources) {
    Reply reply = flow.get("/authorize", form(Flow.request("app")) + asking(resources));
    return flow.redeem(redirect(reply).get("code"), "app", "https://app.example/back");
  }

  @Test
  void aTokenIsForTheUsualApiUnlessAnotherIsAskedFor() {
    assertThat(audience(json(own()))).isEqualTo(Fixture.API);
    assertThat(audience(json(own(SECOND)))).isEqualTo(SECOND);
    assertThat(audience(json(own(SECOND, Fixture.API)))).isEqualTo(List.of(SECOND, Fixture.API));
    assertThat(audience(json(own(SECOND, SECOND)))).isEqualTo(SECOND);
    assertThat(audience(tokens())).isEqualTo(Fixture.API);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://third.example",
        "https://second.example/",
        "https://second.example/x",
        "https://SECOND.example",
        "https://second.example#f",
        "second.example",
        "//second.example",
        "/",
        "a b",
        "app"
      })
  void aTokenForAnythingElseIsRefused(String resource) {
    refused(own(resource), 400, "invalid_target", "resource");
    refused(own(Fixture.API, resource), 400, "invalid_target", "resource");
    Reply reply = flow.get("/authorize", form(Flow.request("app")) + asking(resource));
    assertThat(redirect(reply)).containsEntry("error", "invalid_target");
    refused(
        flow.answer("/par", post(form(Flow.request("app")) + asking(resource), APP)),
        400,
        "invalid_target",
        "resource");
  }

  /** RFC 8707, section 2.2: within what the user allowed, however little the last one was for. */
  @Test
  void aRefreshTokenIsForAllThatTheUserAllowed() {
    Map<String, Object> first = tokens(Fixture.API, SECOND);
    Map<String, Object> narrow = json(refresh(first, SECOND));
    assertThat(audience(narrow)).isEqualTo(SECOND);
    Map<String, Object> whole = json(refresh(narrow));
    assertThat(audience(whole)).isEqualTo(List.of(Fixture.API, SECOND));
  }

  @Test
  void aRefreshTokenIsForNothingMoreAndARefusalCostsNothing() {
    Map<String, Object> first = tokens(SECOND);
    refused(refresh(first, Fixture.API), 400, "invalid_target", "may for: " + SECOND);
    assertThat(audience(json(refresh(first)))).isEqualTo(SECOND);
  }

  @Test
  void aCodeIsForNothingMoreThanTheUserAllowedAndARefusalCostsNothing() {
    String code =
        redirect(flow.get("/authorize", form(Flow.request("app")) + asking(SECOND))).get("code");
    Map<String, String> redemption = new LinkedHashMap<>();
    redemption.put("grant_type", "authorization_code");
    redemption.put("code", code);
    redemption.put("redirect_uri", "https://app.example/back");
    redemption.put("code_verifier", Flow.VERIFIER);
    refused(
        flow.send("/token", Flow.with(redemption, "resource", Fixture.API), APP),
        400,
        "invalid_target",
        "may for: " + SECOND);
    assertThat(audience(json(flow.send("/token", redemption, APP)))).isEqualTo(SECOND);
  }

  @Test
  void anApiWhoseNameIsNoUriIsTheUsualOneOnly() {
    Map<String, String> asked = Map.of("grant_type", "client_credentials");
    assertThat(audience(json(flow.send("/token", asked, basic("named", SECRET)))))
        .isEqualTo("orders");
    refused(
        flow.send("/token", Flow.with(asked, "resource", "orders"), basic("named", SECRET)),
        400,
        "invalid_target",
        "no absolute URI");
  }
}
