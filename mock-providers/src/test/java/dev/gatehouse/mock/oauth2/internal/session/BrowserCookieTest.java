package dev.gatehouse.mock.oauth2.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuer;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrowserCookieTest {
  private static final Issuer ONE = Issuer.of(URI.create("http://127.0.0.1:1/oauth2/default"));
  private static final Issuer OTHER_PORT =
      Issuer.of(URI.create("http://127.0.0.1:2/oauth2/default"));
  private static final BrowserCookie COOKIE = new BrowserCookie("session");

  private static ServerRequest sending(String... lines) {
    List<Field> fields = Arrays.stream(lines).map(line -> new Field("cookie", line)).toList();
    return new ServerRequest("GET", "http", "127.0.0.1:1", "/", null, fields, new byte[0]);
  }

  /** Without a path it is for the pages beside the one that sets it, behind any proxy. */
  @Test
  void isReadByNoScriptAndSentByNoOtherSite() {
    assertThat(COOKIE.set(ONE, "v").value())
        .isEqualTo(COOKIE.name(ONE) + "=v; HttpOnly; SameSite=Lax");
  }

  @Test
  void isForgottenWhenCleared() {
    assertThat(COOKIE.clear(ONE).value()).startsWith(COOKIE.name(ONE) + "=;").endsWith("Max-Age=0");
  }

  @Test
  void isFoundAmongOthers() {
    String name = COOKIE.name(ONE);
    assertThat(COOKIE.read(sending("a=b; " + name + "=v=w;c=d"), ONE)).hasValue("v=w");
    assertThat(COOKIE.read(sending("a=b", name + "=v"), ONE)).hasValue("v");
    assertThat(COOKIE.read(sending("x" + name + "=v", name, name + "x=v"), ONE)).isEmpty();
    assertThat(COOKIE.read(sending(), ONE)).isEmpty();
  }

  @Test
  void isNotThatOfAServerOnAnotherPort() {
    assertThat(COOKIE.name(ONE)).isNotEqualTo(COOKIE.name(OTHER_PORT));
    assertThat(COOKIE.read(sending(COOKIE.name(OTHER_PORT) + "=v"), ONE)).isEmpty();
  }
}
