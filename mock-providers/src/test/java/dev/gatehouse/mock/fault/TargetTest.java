package dev.gatehouse.mock.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests a fault meets. */
class TargetTest {
  private static final Field FORM = new Field("Content-Type", "application/x-www-form-urlencoded");
  private static final Target TOKEN = Target.endpoint("token");

  private static Sighting seen(String body, Field... fields) {
    return new Sighting(
        new ServerRequest(
            "POST",
            "http",
            "h",
            "/oauth2/default/token",
            "mode=a+b",
            List.of(fields),
            body.getBytes(StandardCharsets.UTF_8)),
        List.of("oauth2", "default", "token"),
        "token");
  }

  private static Field basic(String pair) {
    return new Field(
        "authorization",
        "basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anEndpointIsMetByItsName() {
    assertThat(TOKEN.holds(seen(""))).isTrue();
    assertThat(Target.endpoint("jwks").holds(seen(""))).isFalse();
    assertThat(TOKEN.holds(new Sighting(seen("").request(), List.of("token"), null))).isFalse();
  }

  @Test
  void aPathIsMetWholeAndAPrefixBySegments() {
    assertThat(Target.path("/oauth2/default/token").holds(seen(""))).isTrue();
    assertThat(Target.path("/oauth2/default").holds(seen(""))).isFalse();
    assertThat(Target.pathPrefix("/oauth2/default").holds(seen(""))).isTrue();
    assertThat(Target.pathPrefix("/oauth2/default/token").holds(seen(""))).isTrue();
    assertThat(Target.pathPrefix("/oauth2/def").holds(seen(""))).isFalse();
    assertThat(Target.pathPrefix("/oauth2/default/token/x").holds(seen(""))).isFalse();
    assertThat(Target.pathPrefix("/").holds(seen(""))).isTrue();
    assertThat(Target.path("/").holds(seen(""))).isFalse();
  }

  @Test
  void everyConditionHasToHold() {
    Target target = TOKEN.method("POST").header("X-Tenant", "a").parameter("grant_type", "x y");
    Field tenant = new Field("x-tenant", "a");

    assertThat(target.holds(seen("grant_type=x+y", FORM, tenant))).isTrue();
    assertThat(target.method("GET").holds(seen("grant_type=x+y", FORM, tenant))).isFalse();
    assertThat(target.holds(seen("grant_type=x+y", FORM, new Field("X-Tenant", "b")))).isFalse();
    assertThat(target.holds(seen("grant_type=x+y", FORM))).isFalse();
    assertThat(target.holds(seen("grant_type=z", FORM, tenant))).isFalse();
    assertThat(target.holds(seen("grant_type=x+y", tenant))).isFalse();
  }

  @Test
  void aParameterIsFoundInTheQueryAsWell() {
    assertThat(TOKEN.parameter("mode", "a b").holds(seen(""))).isTrue();
    assertThat(TOKEN.parameter("mode", "a+b").holds(seen(""))).isFalse();
  }

  @Test
  void whatCannotBeReadIsNoMatchAndNoError() {
    assertThat(TOKEN.parameter("a", "b").holds(seen("a=b&c=%zz", FORM))).isFalse();
    assertThat(TOKEN.client("ada").holds(seen("", new Field("Authorization", "Basic ###"))))
        .isFalse();
    assertThat(TOKEN.client("ada").holds(seen("", basic("ada")))).isFalse();
    assertThat(TOKEN.client("%").holds(seen("", basic("%:s")))).isFalse();
  }

  @Test
  void aClientIsKnownHoweverItNamesItself() {
    Target client = TOKEN.client("orders:1");

    assertThat(client.holds(seen("client_id=orders%3A1", FORM))).isTrue();
    assertThat(client.holds(seen("", basic("orders%3A1:s3cret")))).isTrue();
    assertThat(client.holds(seen("client_id=other", FORM, basic("other:s3cret")))).isFalse();
    assertThat(client.holds(seen("", new Field("Authorization", "Bearer orders:1")))).isFalse();
  }

  @Test
  void aTestMayPickOutWhatItLikes() {
    Target empty = TOKEN.matching("an empty body", request -> request.body().length == 0);

    assertThat(empty.holds(seen(""))).isTrue();
    assertThat(empty.holds(seen("x"))).isFalse();
  }

  @Test
  void aRefreshTokenIsRefusedOnlyWhereOneIsRedeemed() {
    FaultRules faults = new FaultRules();
    faults.on(TOKEN).once(TokenFault.refreshTokenRefused());

    assertThat(faults.before(seen("grant_type=client_credentials", FORM))).isEmpty();
    assertThat(faults.before(seen("grant_type=refresh_token", FORM))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api",
        "//api",
        "/api/",
        "/api//x",
        "/api/../x",
        "/./x",
        "/a%20b",
        "/a?b",
        "/a#b",
        "/a;b",
        "/a\\b",
        "/__gatehouse",
        "/__gatehouse/faults",
        "/__admin/mappings"
      })
  void refusesAPathThatIsNotPlainOrNotToBeDisturbed(String path) {
    assertThatThrownBy(() -> Target.path(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("path ");
    assertThatThrownBy(() -> Target.pathPrefix(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("pathPrefix ");
  }

  @Test
  void refusesWhatNoRequestCanFulfil() {
    assertThatThrownBy(() -> Target.endpoint("/token")).hasMessageContaining("path");
    assertThatThrownBy(() -> Target.endpoint(" ")).hasMessageContaining("endpoint");
    assertThatThrownBy(() -> TOKEN.method("post")).hasMessageContaining("upper case");
    assertThatThrownBy(() -> TOKEN.header("X Y", "z")).hasMessageContaining("X Y");
  }
}
