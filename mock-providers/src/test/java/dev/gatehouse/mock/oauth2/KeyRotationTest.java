package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Issuing.API;
import static dev.gatehouse.mock.oauth2.Issuing.client;
import static dev.gatehouse.mock.oauth2.Issuing.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.mock.gate.TokenVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRotationTest {
  private final Issuing issuing =
      new Issuing(
          builder ->
              builder
                  .client(client("rsa", "client_credentials").build())
                  .client(
                      client("ec", "client_credentials").accessTokenAlgorithm("ES256").build()));

  private List<String> published() {
    return issuing.jwks().getKeys().stream().map(JWK::getKeyID).toList();
  }

  private static String keyOf(String token) {
    return parsed(token).getHeader().getKeyID();
  }

  private String verdict(String token) {
    return issuing.provider.accessTokenVerifier(API).verify(token)
            instanceof TokenVerdict.Invalid invalid
        ? invalid.reason()
        : "valid";
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ec"})
  void signsByAnotherKeyAndPublishesBothUntilTheOverlapEnds(String client) {
    String before = issuing.accessToken(client);
    issuing.provider.rotateKeys(Duration.ofMinutes(10));
    String after = issuing.accessToken(client);

    assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
    assertThat(published()).hasSize(4).contains(keyOf(before), keyOf(after));
    assertThat(verdict(before)).isEqualTo("valid");
    assertThat(verdict(after)).isEqualTo("valid");

    issuing.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(verdict(before)).isEqualTo("valid");
    issuing.advance(Duration.ofSeconds(1));
    assertThat(verdict(before)).isEqualTo("unknown-key");
    assertThat(verdict(after)).isEqualTo("valid");
    assertThat(published()).hasSize(2).contains(keyOf(after)).doesNotContain(keyOf(before));
  }

  @Test
  void withdrawsTheKeysAtOnceWhenAskedTo() {
    String before = issuing.accessToken("rsa");
    issuing.provider.rotateKeys(Duration.ZERO);
    assertThat(verdict(before)).isEqualTo("unknown-key");
    assertThat(published()).hasSize(2).doesNotContain(keyOf(before));
    assertThat(verdict(issuing.accessToken("rsa"))).isEqualTo("valid");
  }

  @Test
  void makesNoGoodTokenABadOneUnlessAskedTo() {
    String before = issuing.accessToken("rsa");
    issuing.provider.rotateKeys();
    issuing.advance(Lifetimes.DEFAULT.accessToken().minusSeconds(1));
    assertThat(verdict(before)).isEqualTo("valid");
    issuing.advance(Duration.ofSeconds(1));
    assertThat(verdict(before)).isIn("expired-token", "unknown-key");
    assertThat(published()).hasSize(2);
  }

  @Test
  void endsOlderKeysWithTheNewestOverlap() {
    String oldest = issuing.accessToken("rsa");
    issuing.provider.rotateKeys(Duration.ofHours(1));
    String older = issuing.accessToken("rsa");
    issuing.provider.rotateKeys(Duration.ofMinutes(1));
    assertThat(published()).contains(keyOf(oldest), keyOf(older)).hasSize(6);
    issuing.advance(Duration.ofMinutes(1));
    assertThat(verdict(oldest)).isEqualTo("unknown-key");
    assertThat(verdict(older)).isEqualTo("unknown-key");
  }

  /** More often than the pool has keys: none that was withdrawn may verify again. */
  @Test
  void neverBringsAKeyBack() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tokens.add(issuing.accessToken("rsa"));
      issuing.provider.rotateKeys(Duration.ZERO);
    }
    assertThat(tokens).extracting(this::verdict).containsOnly("unknown-key");
    assertThat(tokens).extracting(KeyRotationTest::keyOf).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheKeysWhenItIsReset() {
    issuing.provider.rotateKeys(Duration.ofHours(1));
    List<String> before = published();
    issuing.provider.reset();
    assertThat(published()).isEqualTo(before);
  }

  @Test
  void refusesANegativeOverlap() {
    assertThatThrownBy(() -> issuing.provider.rotateKeys(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlap");
  }

  @Test
  void leavesNoTokenWithoutAKeyWhileItIsAskedByMany() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Callable<String>> work = new ArrayList<>();
      for (int i = 0; i < 128; i++) {
        boolean rotating = i % 32 == 0;
        work.add(
            () -> {
              String token = issuing.accessToken("ec");
              if (rotating) {
                issuing.provider.rotateKeys(Duration.ofHours(1));
              }
              return verdict(token);
            });
      }
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isEqualTo("valid");
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
