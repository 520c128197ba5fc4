package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AzureAuthorizationCodeAuth;
import dev.gatehouse.connection.AzureClientCredentialsAuth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.EndpointVersion;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.connection.NoneAuth;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.QueryParamsAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.Tls;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
  private static final Secret SECRET = Secret.of("s3cret");
  private static final URI BASE = URI.create("https://api.example.org");

  static Stream<Auth> theTwoToCome() {
    return Stream.of(
        new AzureAuthorizationCodeAuth(
            "common", "c", SECRET, EndpointVersion.V2, List.of(), null, null),
        new AzureClientCredentialsAuth("t", "c", SECRET, EndpointVersion.V2, List.of(), null));
  }

  @ParameterizedTest
  @MethodSource("theTwoToCome")
  void saysWhatIsNotSupportedYet(Auth auth) {
    var failure =
        catchThrowableOfType(
            UnsupportedSettingException.class,
            () -> HttpConnection.open(Connection.of("t", BASE, auth)));
    assertThat(failure).hasMessage("auth.type: '" + auth.type().id() + "' is not supported yet");
    assertThat(failure.step()).isEqualTo(Step.OPEN);
    assertThat(failure.field()).isEqualTo("auth.type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-file.pem",
        "",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----",
        "\0",
      })
  void refusesCertificatesThatAreNone(String ca) {
    Tls tls = new Tls(ca, null, null, null);
    var failure =
        catchThrowableOfType(
            InvalidSettingException.class,
            () -> HttpConnection.open(new Connection("t", null, BASE, new NoneAuth(), tls, false)));
    assertThat(failure).hasMessageContaining("tls.caCertificates").hasNoCause();
    assertThat(failure.step()).isEqualTo(Step.OPEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"caf\u00e9", "\u20ac", "a\u0080"})
  void refusesACredentialThatAHeaderCannotCarry(String value) {
    var auth = new HeaderAuth(List.of(NamedSecret.of("A", "ok"), NamedSecret.of("B", value)));
    assertThat(
            catchThrowableOfType(
                InvalidSettingException.class,
                () -> HttpConnection.open(Connection.of("t", BASE, auth))))
        .hasMessageStartingWith("auth.headers[1].value: ");
  }

  @Test
  void refusesACredentialThatIsNotUnicode() {
    for (Auth auth :
        List.of(
            new BasicAuth("u", Secret.of("a\ud800")),
            new QueryParamsAuth(List.of(NamedSecret.of("k", "\udc00"))),
            OAuth2ClientCredentialsAuth.of(BASE, "c", "\ud800\ud800"),
            code(BASE, BASE, "\ud800"))) {
      assertThat(
              catchThrowableOfType(
                  InvalidSettingException.class,
                  () -> HttpConnection.open(Connection.of("t", BASE, auth))))
          .hasMessageContaining("not Unicode");
    }
  }

  @Test
  void aCustomAuthenticatorNeedsTheCustomType() {
    assertThat(
            catchThrowableOfType(
                InvalidSettingException.class,
                () ->
                    HttpConnection.open(
                        Connection.of("t", BASE, new NoneAuth()),
                        ClientOptions.defaults().withCustomAuthenticator(attempt -> List.of()))))
        .hasMessageContaining("auth.type");
  }

  @ParameterizedTest
  @CsvSource({
    "http://api.example.org, https://login.example.org, baseUri",
    "http://10.0.0.1, https://login.example.org, baseUri",
    "http://127.0.0.1.example.org, https://login.example.org, baseUri",
    "https://api.example.org, http://login.example.org, auth.tokenUri",
  })
  void aCredentialOverPlainHttpToAnotherMachineNeedsConsent(URI base, URI token, String field) {
    Connection connection =
        Connection.of("t", base, OAuth2ClientCredentialsAuth.of(token, "c", "s"));
    assertThat(
            catchThrowableOfType(
                    InvalidSettingException.class, () -> HttpConnection.open(connection))
                .field())
        .isEqualTo(field);
    assertThatCode(
            () ->
                HttpConnection.open(
                        connection, ClientOptions.defaults().withCleartextCredentials(true))
                    .close())
        .doesNotThrowAnyException();
  }

  private static OAuth2AuthorizationCodeAuth code(URI authorization, URI token, String secret) {
    return new OAuth2AuthorizationCodeAuth(
        authorization,
        token,
        "c",
        Secret.of(secret),
        CredentialPlacement.HEADER,
        List.of(),
        null,
        true);
  }

  @ParameterizedTest
  @CsvSource({
    "http://login.example.org, https://login.example.org, auth.authorizationUri",
    "https://login.example.org, http://login.example.org, auth.tokenUri",
  })
  void aUserOverPlainHttpToAnotherMachineNeedsConsent(URI page, URI token, String field) {
    Connection connection = Connection.of("t", BASE, code(page, token, "s"));
    assertThat(
            catchThrowableOfType(
                    InvalidSettingException.class, () -> HttpConnection.open(connection))
                .field())
        .isEqualTo(field);
    assertThatCode(
            () ->
                HttpConnection.open(
                        connection, ClientOptions.defaults().withCleartextCredentials(true))
                    .close())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1",
        "http://127.9.9.9",
        "http://localhost",
        "http://[::1]:2",
        "http://a.localhost"
      })
  void plainHttpOnThisMachineNeedsNone(URI base) {
    assertThatCode(
            () ->
                HttpConnection.open(Connection.of("t", base, new BasicAuth("u", Secret.of("p"))))
                    .close())
        .doesNotThrowAnyException();
  }

  @Test
  void noCredentialNeedsNoConsent() {
    assertThatCode(
            () ->
                HttpConnection.open(
                        Connection.of("t", URI.create("http://api.example.org"), new NoneAuth()))
                    .close())
        .doesNotThrowAnyException();
  }
}
