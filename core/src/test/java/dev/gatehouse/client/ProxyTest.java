package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/base");
  private static final String LOGIN = "Proxy-Authorization";

  private static HttpConnection open(URI target, Auth auth, Proxy proxy) {
    return HttpConnection.open(
        Connection.of("t", target, auth), ClientOptions.defaults().withProxy(proxy));
  }

  @Test
  void anHttpRequestGoesToTheProxyInAbsoluteForm() throws Exception {
    try (Peer proxy = Peer.ok("via");
        HttpConnection connection = open(NOWHERE, BasicAuth.of("u", "p"), Proxy.at(proxy.uri()))) {
      assertThat(connection.post("/a?b=c", Body.text("x", "a/b")).text()).isEqualTo("via");
      assertThat(proxy.last().target()).isEqualTo("http://127.0.0.1:9/base/a?b=c");
      assertThat(proxy.last().all("Host")).containsExactly("127.0.0.1:9");
      assertThat(proxy.last().first("Authorization")).isPresent();
      assertThat(proxy.last().first(LOGIN)).isEmpty();
      assertThat(proxy.last().text()).isEqualTo("x");
    }
  }

  @Test
  void theProxysLoginStandsBesideTheServers() throws Exception {
    try (Peer proxy = Peer.ok("");
        HttpConnection connection =
            open(
                NOWHERE,
                new HeaderAuth(List.of(NamedSecret.of("X-Key", "k"))),
                Proxy.at(proxy.uri(), BasicAuth.of("pu", "pp")))) {
      assertThat(connection.get("/").status()).isEqualTo(200);
      assertThat(proxy.last().all(LOGIN)).containsExactly("Basic cHU6cHA=");
      assertThat(proxy.last().first("X-Key")).hasValue("k");
    }
  }

  @Test
  void aTunnelIsOpenedWithNothingOfTheServers() throws Exception {
    try (Peer proxy = Peer.of((request, out) -> Peer.write(out, 502, ""));
        HttpConnection connection =
            open(
                URI.create("https://api.example.org/base"),
                BasicAuth.of("u", "p"),
                Proxy.at(proxy.uri(), BasicAuth.of("pu", "pp")))) {
      var failure =
          catchThrowableOfType(ProxyRefusedException.class, () -> connection.get("/a?key=1"));
      assertThat(failure)
          .hasMessageContaining("the proxy " + proxy.uri() + " opened no tunnel to")
          .hasMessageContaining("api.example.org:443: it answered 502")
          .hasMessageNotContaining("key=1");
      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.step()).isEqualTo(Step.CONNECT);
      assertThat(proxy.last().method()).isEqualTo("CONNECT");
      assertThat(proxy.last().target()).isEqualTo("api.example.org:443");
      assertThat(proxy.last().all("Host")).containsExactly("api.example.org:443");
      assertThat(proxy.last().all(LOGIN)).containsExactly("Basic cHU6cHA=");
      assertThat(proxy.last().first("Authorization")).isEmpty();
      assertThat(proxy.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"http", "https"})
  void aRefusedLoginSaysWhichHop(String scheme) throws Exception {
    try (Peer proxy =
        Peer.of((request, out) -> Peer.write(out, 407, "", "Proxy-Authenticate: Basic"))) {
      URI target = URI.create(scheme + "://127.0.0.1:9");
      try (HttpConnection without = open(target, new NoneAuth(), Proxy.at(proxy.uri()));
          HttpConnection wrong =
              open(target, new NoneAuth(), Proxy.at(proxy.uri(), BasicAuth.of("u", "s3cret")))) {
        var none = catchThrowableOfType(ProxyRefusedException.class, () -> without.get("/"));
        assertThat(none).hasMessageContaining(proxy.uri() + " asks for a login (407)");
        assertThat(none.status()).isEqualTo(407);
        assertThat(catchThrowableOfType(ProxyRefusedException.class, () -> wrong.get("/")))
            .hasMessageContaining(proxy.uri() + " refused the login")
            .hasMessageNotContaining("s3cret");
        assertThat(proxy.requests()).hasSize(2);
      }
    }
  }

  @Test
  void withoutAProxyA407IsJustTheAnswer() throws Exception {
    try (Peer peer =
            Peer.of((request, out) -> Peer.write(out, 407, "", "Proxy-Authenticate: Basic"));
        HttpConnection connection =
            HttpConnection.open(Connection.of("t", peer.uri(), new NoneAuth()))) {
      assertThat(connection.get("/").status()).isEqualTo(407);
      assertThat(peer.last().first(LOGIN)).isEmpty();
    }
  }

  @Test
  void tokensComeThroughTheProxyToo() throws Exception {
    try (Peer proxy =
            Peer.of(
                (request, out) ->
                    Peer.write(
                        out,
                        200,
                        request.method().equals("POST")
                            ? "{\"access_token\":\"t0k\",\"token_type\":\"Bearer\"}"
                            : "",
                        "Content-Type: application/json"));
        HttpConnection connection =
            open(
                NOWHERE,
                OAuth2ClientCredentialsAuth.of(URI.create("http://127.0.0.1:8/token"), "c", "s"),
                Proxy.at(proxy.uri()))) {
      assertThat(connection.get("/").status()).isEqualTo(200);
      assertThat(proxy.requests())
          .extracting(Peer.Seen::target)
          .containsExactly("http://127.0.0.1:8/token", "http://127.0.0.1:9/base/");
      assertThat(proxy.last().first("Authorization")).hasValue("Bearer t0k");
    }
  }

  /** A proxy that speaks NTLM itself, and hands what it lets through to another script. */
  private static Peer.Script ntlm(AtomicInteger legs, Peer.Script beyond) {
    var loggedIn = java.util.concurrent.ConcurrentHashMap.newKeySet();
    return (request, out) -> {
      String login = request.first(LOGIN).orElse("");
      if (login.isEmpty()) {
        if (loggedIn.contains(out)) {
          beyond.answer(request, out);
        } else {
          Peer.write(out, 407, "", "Proxy-Authenticate: NTLM");
        }
        return;
      }
      legs.incrementAndGet();
      if (Base64.getDecoder().decode(login.substring(5))[8] == 1) {
        Peer.write(out, 407, "", "Proxy-" + Type2.field(Type2.timed()).substring(4));
        return;
      }
      boolean proved =
          NtlmProof.of("pu", "Corp", "pp").proves(Type2.CHALLENGE, Type3.of(login).nt());
      if (proved) {
        loggedIn.add(out);
        beyond.answer(request, out);
      } else {
        Peer.write(out, 407, "", "Proxy-Authenticate: NTLM");
      }
    };
  }

  @Test
  void aProxyOnTheWayCanWantNtlmOnceAConnection() throws Exception {
    AtomicInteger legs = new AtomicInteger();
    Peer.Script beyond = (request, out) -> Peer.write(out, 200, request.text());
    try (Peer proxy = Peer.of(ntlm(legs, beyond));
        HttpConnection connection =
            open(
                NOWHERE,
                BasicAuth.of("u", "p"),
                Proxy.at(proxy.uri(), NtlmAuth.of("Corp", "pu", "pp")))) {
      assertThat(connection.post("/", Body.text("one", "a/b")).text()).isEqualTo("one");
      assertThat(connection.post("/", Body.text("two", "a/b")).text()).isEqualTo("two");
      assertThat(legs).hasValue(2);
      assertThat(proxy.requests()).extracting(Peer.Seen::text).containsExactly("", "one", "two");
    }
  }

  @Test
  void ntlmToTheServerGoesThroughNtlmToTheProxy() throws Exception {
    AtomicInteger legs = new AtomicInteger();
    NtlmScript server = NtlmScript.believing(Type2::timed);
    try (Peer proxy = Peer.of(ntlm(legs, server));
        HttpConnection connection =
            open(
                NOWHERE,
                NtlmAuth.of("Domain", "ada", "pass"),
                Proxy.at(proxy.uri(), NtlmAuth.of("Corp", "pu", "pp")))) {
      assertThat(connection.post("/", Body.text("one", "a/b")).text()).isEqualTo("one");
      assertThat(connection.post("/", Body.text("two", "a/b")).text()).isEqualTo("two");
      assertThat(server.events()).isEqualTo("13-");
      assertThat(server.proof().user()).isEqualTo("ada");
      assertThat(legs).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9", "https://127.0.0.1:9"})
  void aWrongNtlmLoginOfTheProxyIsNotTriedAgain(URI target) throws Exception {
    AtomicInteger legs = new AtomicInteger();
    try (Peer proxy = Peer.of(ntlm(legs, (request, out) -> Peer.write(out, 200, "")));
        HttpConnection connection =
            open(
                target,
                new NoneAuth(),
                Proxy.at(proxy.uri(), NtlmAuth.of("Corp", "pu", "wrong")))) {
      assertThat(catchThrowableOfType(ProxyRefusedException.class, () -> connection.get("/")))
          .hasMessageContaining("refused the login");
      assertThat(legs).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://proxy:1",
        "socks://proxy:1",
        "proxy:1",
        "/",
        "http:///x",
        "http://proxy:1/path",
        "http://proxy:1?q",
        "http://u:p@proxy:1"
      })
  void refusesAUriThatIsNoProxys(URI uri) {
    assertThatThrownBy(() -> Proxy.at(uri))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("proxy.uri: ")
        .hasMessageNotContaining("u:p");
  }

  @Test
  void refusesALoginThatIsNoProxys() {
    assertThatThrownBy(() -> new Proxy(URI.create("http://p:1"), new NoneAuth()))
        .hasMessageStartingWith("proxy.login: is 'none'");
    assertThat(Proxy.at(URI.create("http://p:1"), BasicAuth.of("u", "s3cret")).toString())
        .doesNotContain("s3cret");
  }

  @Test
  void aProxyElsewhereSeesNoCredentialInTheClearUnasked() {
    Proxy plain = Proxy.at(URI.create("http://proxy.example:3128"));
    Proxy login = Proxy.at(plain.uri(), BasicAuth.of("u", "p"));
    URI secure = URI.create("https://api.example.org");
    assertThatThrownBy(() -> open(NOWHERE, BasicAuth.of("u", "p"), plain))
        .hasMessageStartingWith("proxy.uri: plain http");
    assertThatThrownBy(() -> open(secure, new NoneAuth(), login))
        .hasMessageStartingWith("proxy.uri: plain http");
    open(secure, BasicAuth.of("u", "p"), plain).close();
    open(NOWHERE, new NoneAuth(), plain).close();
  }
}
