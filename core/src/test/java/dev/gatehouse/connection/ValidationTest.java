package dev.gatehouse.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the records themselves refuse, however they are made. */
class ValidationTest {
  private static final URI BASE = URI.create("https://api.example.com");

  private static Connection at(String baseUri) {
    return Connection.of("n", URI.create(baseUri), new NoneAuth());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1, not absolute",
    "//h/v1, not absolute",
    "ftp://h, http or https",
    "mailto:a@b, http or https",
    "https:///v1, no host",
    "http://user:hunter2@h, user name",
    "https://h?, query",
    "https://h/v1?a=b, query",
    "https://h/#f, fragment",
    "https://h:0, port",
    "https://h:70000, port",
    "https://under_score.example, no host"
  })
  void refusesABaseUriThatIsNone(String uri, String problem) {
    assertThatThrownBy(() -> at(uri))
        .isInstanceOf(InvalidConnectionException.class)
        .hasMessageStartingWith("baseUri: ")
        .hasMessageContaining(problem)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h",
        "HTTPS://H/",
        "http://127.0.0.1:8480/a/b/",
        "http://[::1]:1/",
        "https://h:65535"
      })
  void takesABaseUri(String uri) {
    assertThat(at(uri).baseUri()).hasToString(uri);
  }

  static Stream<Record> everyRecord() {
    return Stream.concat(
        EveryAuth.full().map(Record.class::cast),
        Stream.of(Connection.of("n", BASE, new NoneAuth()), NamedSecret.of("name", "value")));
  }

  /** Fields that may be null by the design's table. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "Connection.project",
          "CustomAuth.username",
          "CustomAuth.password",
          "NtlmAuth.domain",
          "NtlmAuth.workstation",
          "OAuth2AuthorizationCodeAuth.clientSecret",
          "OAuth2AuthorizationCodeAuth.redirectUri",
          "AwsAccessKeyAuth.region",
          "AwsIamRoleAuth.region",
          "AwsIamRoleAuth.stsEndpoint",
          "AzureAuthorizationCodeAuth.authorityHost",
          "AzureAuthorizationCodeAuth.redirectUri",
          "AzureClientCredentialsAuth.authorityHost");

  @ParameterizedTest
  @MethodSource("everyRecord")
  void refusesNullForWhatIsRequiredAndNothingElse(Record valid) throws Exception {
    RecordComponent[] components = valid.getClass().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      if (components[i].getType().isPrimitive()) {
        continue;
      }
      String name = components[i].getName();
      Object[] arguments = valuesOf(valid);
      arguments[i] = null;
      if (OPTIONAL.contains(valid.getClass().getSimpleName() + "." + name)) {
        assertThatCode(() -> create(valid, arguments)).doesNotThrowAnyException();
      } else {
        assertThatThrownBy(() -> create(valid, arguments))
            .isInstanceOf(InvalidConnectionException.class)
            .hasMessage(name + ": missing; it is required");
      }
    }
  }

  private static Object[] valuesOf(Record valid) throws ReflectiveOperationException {
    RecordComponent[] components = valid.getClass().getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = components[i].getAccessor().invoke(valid);
    }
    return arguments;
  }

  private static Object create(Record valid, Object[] arguments) throws Throwable {
    Class<?>[] types =
        Arrays.stream(valid.getClass().getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<?> constructor = valid.getClass().getDeclaredConstructor(types);
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @ParameterizedTest
  @MethodSource("everyRecord")
  void printsNoSecret(Record valid) {
    assertThat(valid.toString()).doesNotContain("s3cret").doesNotContain("pa:ss");
  }

  static Stream<Arguments> basicThatNoHeaderCanCarry() {
    return Stream.of(
        arguments("al:ice", "p", "username"),
        arguments("al\nice", "p", "username"),
        arguments("al\0ice", "p", "username"),
        arguments("alice", "p\rp", "password"),
        arguments("alice", "p\u007fp", "password"));
  }

  @ParameterizedTest
  @MethodSource("basicThatNoHeaderCanCarry")
  void refusesBasicThatNoHeaderCanCarry(String username, String password, String field) {
    InvalidConnectionException refused =
        catchThrowableOfType(
            InvalidConnectionException.class, () -> BasicAuth.of(username, password));

    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused).hasMessageNotContaining(username);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X Api",
        "X:Api",
        "Schlüssel",
        "X(Api)",
        "Host",
        "content-length",
        "Transfer-Encoding",
        "CONNECTION"
      })
  void refusesAHeaderNameThatCannotLogIn(String name) {
    assertThatThrownBy(() -> HeaderAuth.of(name, "v"))
        .isInstanceOf(InvalidConnectionException.class)
        .hasMessageStartingWith("headers[0].name: ");
    assertThatThrownBy(
            () -> new CustomAuth(null, null, List.of(NamedSecret.of(name, "v")), List.of()))
        .isInstanceOf(InvalidConnectionException.class)
        .hasMessageStartingWith("headers[0].name: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Api-Key", "authorization", "!#$%&'*+-.^_`|~09azAZ"})
  void takesAnyTokenAsHeaderName(String name) {
    assertThat(HeaderAuth.of(name, "v").headers()).containsExactly(NamedSecret.of(name, "v"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aB\rb", "aB\nb", "aB\0b", "aB\u001bb", "aB\u007fb", " aB", "aB ", "aB\t"})
  void refusesAHeaderValueThatDoesNotFitOnALine(String value) {
    assertThatThrownBy(() -> HeaderAuth.of("X-Api-Key", value))
        .isInstanceOf(InvalidConnectionException.class)
        .hasMessageStartingWith("headers[0].value: ")
        .hasMessageNotContaining("aB");
  }

  @Test
  void takesATabInsideAHeaderValue() {
    assertThat(HeaderAuth.of("X", "a\tb").headers().get(0).value()).isEqualTo(Secret.of("a\tb"));
  }

  @Test
  void refusesAParameterWithALineBreak() {
    assertThatThrownBy(() -> QueryParamsAuth.of("key", "hunter2\n"))
        .isInstanceOf(InvalidConnectionException.class)
        .hasMessage("parameters[0].value: holds a line break at character 8; remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "a\nb", "ä"})
  void refusesAScopeThatIsNone(String scope) {
    assertThatThrownBy(
            () -> OAuth2ClientCredentialsAuth.of(BASE, "client", "secret", "good", scope))
        .isInstanceOf(InvalidConnectionException.class)
        .hasMessageStartingWith("scopes[1]: ");
  }

  @Test
  void copiesEveryList() {
    List<NamedSecret> named = new ArrayList<>(List.of(NamedSecret.of("a", "1")));
    List<String> scopes = new ArrayList<>(List.of("a"));
    HeaderAuth header = new HeaderAuth(named);
    QueryParamsAuth query = new QueryParamsAuth(named);
    CustomAuth custom = new CustomAuth(null, null, named, named);
    OAuth2ClientCredentialsAuth credentials =
        new OAuth2ClientCredentialsAuth(
            BASE, "c", Secret.of("s"), CredentialPlacement.HEADER, scopes);

    named.clear();
    scopes.clear();

    assertThat(header.headers()).hasSize(1).isUnmodifiable();
    assertThat(query.parameters()).hasSize(1).isUnmodifiable();
    assertThat(custom.headers()).hasSize(1).isUnmodifiable();
    assertThat(custom.parameters()).hasSize(1).isUnmodifiable();
    assertThat(credentials.scopes()).hasSize(1).isUnmodifiable();
  }

  @Test
  void refusesHalfOfAClientCertificate() {
    Secret key = Secret.of("key.pem");
    String certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assertThatThrownBy(() -> new Tls(null, certificate, null, null))
        .hasMessageStartingWith("privateKey: missing");
    assertThatThrownBy(() -> new Tls(null, null, key, null))
        .hasMessageStartingWith("certificate: missing");
    assertThatThrownBy(() -> new Tls(null, null, null, key))
        .hasMessageStartingWith("privateKey: missing");
    assertThatThrownBy(() -> new Tls(certificate, null, null, key))
        .hasMessageStartingWith("privateKey: missing; there is a passphrase");
  }

  @Test
  void aFileMayHoldMoreThanTheCertificates() {
    Secret passphrase = Secret.of("p");
    assertThat(new Tls(null, "client.p12", null, passphrase).privateKey()).isNull();
    assertThat(new Tls("trusted.jks", null, null, passphrase).passphrase()).isEqualTo(passphrase);
  }

  @Test
  void refusesAPrivateKeyWhereItWouldBeShown() {
    String key = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n";
    assertThatThrownBy(() -> new Tls(null, key, Secret.of(key), null))
        .hasMessageStartingWith("certificate: holds a private key")
        .hasMessageNotContaining("MIIE");
    assertThatThrownBy(() -> new Tls(key, null, null, null))
        .hasMessageStartingWith("caCertificates: holds a private key");
  }

  @Test
  void refusesARoleThatIsNoArn() {
    assertThatThrownBy(
            () -> new AwsIamRoleAuth("s", null, "Reader", "e", "k", Secret.of("s"), null))
        .hasMessageStartingWith("roleArn: not an ARN");
  }

  @Test
  void comparesSecretsByTheirText() {
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    assertThat(Secret.of("a")).hasSameHashCodeAs(Secret.of("a")).hasToString("***");
    assertThat(Secret.of("a").reveal()).isEqualTo("a");
  }
}
