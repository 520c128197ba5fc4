package dev.gatehouse.mock.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
  private static final PublicAddress FIXED =
      PublicAddress.of(URI.create("https://login.example/auth/"));
  private static final PublicAddress FOLLOWING =
      FIXED.following("localhost", "gate_house:8480", "[::1]");

  private static ServerRequest request(
      String scheme, String host, String forwardedHost, String forwardedScheme) {
    List<Field> fields = new ArrayList<>();
    if (!forwardedHost.isEmpty()) {
      fields.add(new Field("X-Forwarded-Host", forwardedHost));
    }
    if (!forwardedScheme.isEmpty()) {
      fields.add(new Field("x-forwarded-proto", forwardedScheme));
    }
    return new ServerRequest("GET", scheme, host, "/", null, fields, new byte[0]);
  }

  @Test
  void hasTheHostsThatACertificateNeeds() {
    assertThat(FIXED.hosts()).containsExactly("login.example");
    assertThat(FOLLOWING.hosts())
        .containsExactlyInAnyOrder("login.example", "localhost", "gate_house", "::1");
    assertThat(PublicAddress.of(URI.create("http://Gate_House:8480")).hosts())
        .containsExactly("gate_house");
  }

  @ParameterizedTest
  @CsvSource({
    "http,127.0.0.1:1,'',''",
    "https,localhost:1,'',''",
    "http,login.example,evil.example,https"
  })
  void isFixedUnlessToldOtherwise(String scheme, String host, String forwarded, String proto) {
    assertThat(FIXED.to(request(scheme, host, forwarded, proto)))
        .isEqualTo("https://login.example/auth");
  }

  @ParameterizedTest
  @CsvSource({
    "http,localhost:8480,'','',http://localhost:8480",
    "https,LOCALHOST:8480,'','',https://localhost:8480",
    "http,localhost,'','',http://localhost",
    "http,gate_house:8480,'','',http://gate_house:8480",
    "http,[::1]:9,'','',http://[::1]:9",
    "http,127.0.0.1:1,localhost:99,https,https://localhost:99",
    "http,127.0.0.1:1,'localhost:99, inner',https,https://localhost:99",
    "http,localhost:1,'',HTTPS,https://localhost:1"
  })
  void followsTheHostsItWasTold(
      String scheme, String host, String forwarded, String proto, String address) {
    assertThat(FOLLOWING.to(request(scheme, host, forwarded, proto))).isEqualTo(address);
    assertThat(FOLLOWING.mayBe(address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http,127.0.0.1:1,'',''",
    "http,gate_house:8481,'',''",
    "http,gate_house,'',''",
    "http,localhost.evil.example,'',''",
    "http,localhost:1@evil.example,'',''",
    "http,localhost:123456,'',''",
    "http,localhost/x,'',''",
    "http,'',' ',''",
    "http,localhost:1,evil.example,''",
    "http,localhost:1,'evil.example, localhost',''",
    "http,localhost:1,'',javascript",
    "http,localhost:1,'','ftp, https'"
  })
  void followsNothingElse(String scheme, String host, String forwarded, String proto) {
    assertThat(FOLLOWING.to(request(scheme, host, forwarded, proto)))
        .isEqualTo("https://login.example/auth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example",
        "https://login.example/auth/",
        "http://login.example/auth",
        "https://LOCALHOST",
        "ftp://localhost",
        "https://user@localhost",
        "https://localhost/auth",
        "https://localhost?x",
        "https://gate_house:1",
        ""
      })
  void isNothingElse(String base) {
    assertThat(FOLLOWING.mayBe(base)).isFalse();
  }

  @Test
  void tellsWhatItIsUsually() {
    assertThat(FOLLOWING.usual()).isEqualTo("https://login.example/auth");
    assertThat(FOLLOWING.usualPath()).isEqualTo("/auth");
    assertThat(PublicAddress.of(URI.create("http://a_b:1")).usualPath()).isEmpty();
    assertThat(FIXED.mayBe("https://localhost")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login.example",
        "/auth",
        "ftp://login.example",
        "mailto:a@b",
        "https://user@login.example",
        "https://login.example?x=1",
        "https://login.example#x"
      })
  void refusesWhatIsNoAddress(String url) {
    assertThatThrownBy(() -> PublicAddress.of(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("publicUrl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://localhost", "localhost:", "a b", "*", "user@localhost"})
  void refusesWhatIsNoHost(String host) {
    assertThatThrownBy(() -> FIXED.following(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("followHosts");
  }
}
