package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import dev.gatehouse.connection.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedCredentialsTest {

  private static Peer.Seen sent(Auth auth, Request request) throws Exception {
    try (Peer peer = Peer.ok("hi");
        HttpConnection connection = HttpConnection.open(Connection.of("t", peer.uri(), auth))) {
      assertThat(connection.send(request).text()).isEqualTo("hi");
      assertThat(peer.requests()).hasSize(1);
      return peer.last();
    }
  }

  @Test
  void noneSendsNoCredentialAndNothingItWasNotAskedFor() throws Exception {
    Peer.Seen seen = sent(new NoneAuth(), Request.of("GET", "/hello?a=1"));
    assertThat(seen.target()).isEqualTo("/hello?a=1");
    assertThat(seen.fields().stream().map(Headers.Field::name))
        .containsExactlyInAnyOrder("Host", "Connection", "User-Agent");
  }

  @Test
  void basicSendsTheExampleOfRfc7617() throws Exception {
    Peer.Seen seen =
        sent(new BasicAuth("Aladdin", Secret.of("open sesame")), Request.of("GET", "/"));
    assertThat(seen.all("Authorization")).containsExactly("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  @Test
  void headersKeepTheirCaseAndTheirBytes() throws Exception {
    Peer.Seen seen =
        sent(
            new HeaderAuth(List.of(NamedSecret.of("X-aPi-KEY", "a  b\t\"c\",=;%20"))),
            Request.of("GET", "/"));
    assertThat(seen.fields()).contains(new Headers.Field("X-aPi-KEY", "a  b\t\"c\",=;%20"));
  }

  @Test
  void queryParametersAreEncodedOnceAfterTheCallersOwn() throws Exception {
    Peer.Seen seen =
        sent(
            new QueryParamsAuth(List.of(NamedSecret.of("k&y", "a&b=c+d#e%f g\u00e9\u20ac"))),
            Request.of("GET", "/x?z=%2F&b=1+2&a=%25#frag"));
    assertThat(seen.target())
        .isEqualTo("/x?z=%2F&b=1+2&a=%25&k%26y=a%26b%3Dc%2Bd%23e%25f%20g%C3%A9%E2%82%AC");
  }
}
