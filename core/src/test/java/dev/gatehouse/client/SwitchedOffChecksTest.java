package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only ntlm can switch checks off, and each of the two switches is one check. */
@Timeout(180)
class SwitchedOffChecksTest {
  private static final Certified CA = Certified.authority("CN=Test CA");
  private static final Certified UNKNOWN = Certified.order("CN=s").selfSigned();
  private static final Certified ELSEWHERE =
      Certified.order("CN=s").names("other.example").signedBy(CA);

  private static Auth ntlm(boolean verifyHost, boolean trustAll) {
    return new NtlmAuth(
        "D", "W", "u", Secret.of("p"), 5, 10, 1000, 1000, 1000, verifyHost, trustAll);
  }

  private static String protocol(Certified server, Auth auth) throws Exception {
    try (Peer peer = Peer.tls(server.listening(), (request, out) -> out.close());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer.port())) {
      TrustedTls tls =
          TrustedTls.of(
              new Connection(
                  "t",
                  null,
                  URI.create("https://127.0.0.1"),
                  auth,
                  new Tls(CA.pem(), null, null, null),
                  false));
      try (SSLSocket upgraded =
          tls.upgrade(socket, "127.0.0.1", peer.port(), null, HttpClientContext.create())) {
        return upgraded.getSession().getProtocol();
      }
    }
  }

  @Test
  void trustAllTakesAnyChain() throws Exception {
    assertThat(protocol(UNKNOWN, ntlm(true, true))).isEqualTo("TLSv1.3");
  }

  @Test
  void trustAllStillComparesTheHostName() {
    assertThatThrownBy(() -> protocol(ELSEWHERE, ntlm(true, true)))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("is not in [other.example]");
  }

  @Test
  void withoutVerifyHostAnyNameWillDo() throws Exception {
    assertThat(protocol(ELSEWHERE, ntlm(false, false))).isEqualTo("TLSv1.3");
  }

  @Test
  void withoutVerifyHostTheChainStillCounts() {
    assertThatThrownBy(() -> protocol(UNKNOWN, ntlm(false, false)))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("self-signed");
  }

  @Test
  void bothAreOnByDefaultAndForEveryOtherType() {
    for (Auth auth : new Auth[] {new NoneAuth(), ntlm(true, false)}) {
      assertThatThrownBy(() -> protocol(UNKNOWN, auth)).hasMessageContaining("self-signed");
      assertThatThrownBy(() -> protocol(ELSEWHERE, auth)).hasMessageContaining("is not in");
    }
  }
}
