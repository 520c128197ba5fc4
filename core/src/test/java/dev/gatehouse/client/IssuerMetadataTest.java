package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerMetadataTest {
  private static String metadata(URI issuer) {
    return "{\"issuer\":\"" + issuer + "\",\"new\":[{}]}";
  }

  private static AuthorizationFailedException refused(CodeFlow flow) {
    HttpConnection connection = flow.open(options -> options.withIssuer(flow.at("/tenant")));
    var failure =
        catchThrowableOfType(AuthorizationFailedException.class, () -> connection.get("/a"));
    assertThat(failure.step()).isEqualTo(Step.AUTHENTICATE);
    assertThat(flow.authorizations()).isEmpty();
    return failure;
  }

  @ParameterizedTest
  @CsvSource({
    "/tenant/.well-known/openid-configuration, /tenant",
    "/.well-known/oauth-authorization-server/tenant, /tenant",
    "/.well-known/oauth-authorization-server/a/b, /a/b",
    "/.well-known/openid-configuration, ''",
    "/.well-known/oauth-authorization-server, /",
    "/tenant/.well-known/openid-configuration, /tenant/",
  })
  void isFoundAtEitherWellKnownPlaceAndReadOnce(String place, String issuer) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.page(place, 200, metadata(flow.at(issuer))).token("");
      HttpConnection connection = flow.open(options -> options.withIssuer(flow.at(issuer)));
      connection.get("/a");
      flow.clock().advance(Duration.ofHours(1));
      connection.get("/a");
      assertThat(flow.authorizations()).hasSize(2);
      assertThat(flow.seen(place)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tenant/", "/Tenant", "", "/tenant?a", "/tenant#a"})
  void refusesMetadataOfAnother(String named) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.page("/tenant/.well-known/openid-configuration", 200, metadata(flow.at(named)));
      assertThat(refused(flow)).hasMessageContaining("another issuer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"issuer\":7}", "{\"issuer\":null}"})
  void refusesMetadataOfNobody(String document) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.page("/tenant/.well-known/openid-configuration", 200, document);
      assertThat(refused(flow)).hasMessageContaining("another issuer");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      value = {"404, x", "200, <html>", "200, [1]", "200, ^^", "500, {}"})
  void saysWhereItLookedInVain(int status, String document) throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.page("/tenant/.well-known/openid-configuration", status, document);
      assertThat(refused(flow))
          .hasMessageContaining("publishes no metadata")
          .hasMessageContaining("/tenant/.well-known/openid-configuration")
          .hasMessageContaining("/.well-known/oauth-authorization-server/tenant");
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.page("/tenant/.well-known/openid-configuration", 302, "", "Location: /moved");
      flow.page("/moved", 200, metadata(flow.at("/tenant")));
      assertThat(refused(flow)).hasMessageContaining("publishes no metadata");
    }
  }

  @Test
  void cutsAnEndlessDocument() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      flow.page("/tenant/.well-known/openid-configuration", 200, "{\"a\":\"" + "b".repeat(1 << 21));
      assertThat(refused(flow)).hasMessageContaining("longer than");
    }
  }

  @Test
  void refusesAnIssuerThatIsNone() throws Exception {
    try (CodeFlow flow = new CodeFlow()) {
      for (String issuer :
          List.of("urn:x", "https://a@b", "https://a/?b=c", "https://a#b", "a", "http://a")) {
        assertThat(
                catchThrowableOfType(
                        InvalidSettingException.class,
                        () -> flow.open(options -> options.withIssuer(URI.create(issuer))))
                    .field())
            .isEqualTo("issuer");
      }
    }
  }
}
