package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientOptionsTest {
  private static final CustomAuthenticator LOGIN = attempt -> List.of();
  private static final UserAgent AGENT = (asked, back) -> Optional.empty();
  private static final TokenStore STORE = TokenStore.inMemory();
  private static final Proxy PROXY = Proxy.at(URI.create("http://proxy.example:3128"));
  private static final URI ISSUER = URI.create("https://issuer.example");

  @Test
  void everyOptionIsSetAndKeptByTheOthers() {
    ClientOptions options =
        ClientOptions.defaults()
            .withConnectTimeout(Duration.ofSeconds(1))
            .withResponseTimeout(Duration.ofSeconds(2))
            .withTotalTimeout(Duration.ofSeconds(3))
            .withLoginTimeout(Duration.ofSeconds(4))
            .withMaximumResponseBytes(5)
            .withClock(() -> Instant.EPOCH)
            .withCustomAuthenticator(LOGIN)
            .withCleartextCredentials(true)
            .withUserAgent(AGENT)
            .withTokenStore(STORE)
            .withIssuer(ISSUER)
            .withProxy(PROXY)
            .withConnectTimeout(Duration.ofSeconds(6));

    assertThat(options.connectTimeout()).hasSeconds(6);
    assertThat(options.responseTimeout()).hasSeconds(2);
    assertThat(options.totalTimeout()).hasSeconds(3);
    assertThat(options.loginTimeout()).hasSeconds(4);
    assertThat(options.maximumResponseBytes()).isEqualTo(5);
    assertThat(options.clock().instant()).isEqualTo(Instant.EPOCH);
    assertThat(options.customAuthenticator()).isSameAs(LOGIN);
    assertThat(options.cleartextCredentials()).isTrue();
    assertThat(options.userAgent()).isSameAs(AGENT);
    assertThat(options.tokenStore()).contains(STORE);
    assertThat(options.issuer()).contains(ISSUER);
    assertThat(options.proxy()).contains(PROXY);
  }

  @Test
  void anOptionChangesACopyOnly() {
    ClientOptions options = ClientOptions.defaults();
    options.withConnectTimeout(Duration.ofSeconds(1)).withIssuer(ISSUER);
    assertThat(options.connectTimeout()).hasSeconds(10);
    assertThat(options.issuer()).isEmpty();
  }
}
