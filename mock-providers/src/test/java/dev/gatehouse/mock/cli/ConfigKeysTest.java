package dev.gatehouse.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.internal.InvalidDocumentException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of issuers, clients, users and NTLM gates is proved: effect, and what it refuses. */
class ConfigKeysTest {
  private static final List<Class<?>> EFFECTS =
      List.of(
          IssuerKeysTest.class,
          ClientKeysTest.class,
          ClientProofKeysTest.class,
          ClientTokenKeysTest.class,
          UserKeysTest.class,
          NtlmKeysTest.class);

  @ParameterizedTest
  @EnumSource
  void everyKeyHasATestOfWhatItDoes(ConfigLevel level) {
    assertThat(
            EFFECTS.stream()
                .flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()))
                .flatMap(test -> Arrays.stream(test.getAnnotationsByType(ConfigKey.class)))
                .filter(tested -> tested.level() == level)
                .flatMap(tested -> Arrays.stream(tested.value())))
        .containsExactlyInAnyOrderElementsOf(level.known());
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyHasAWrongValue(ConfigLevel level) {
    assertThat(
            wrongValues()
                .map(Arguments::get)
                .filter(row -> row[0] == level)
                .map(row -> (String) row[1])
                .distinct())
        .containsExactlyInAnyOrderElementsOf(level.known());
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyIsInTheExample(ConfigLevel level) throws Exception {
    URL example = ConfigKeysTest.class.getResource("/gatehouse.example.yaml");
    String text = Files.readString(Path.of(example.toURI()));
    assertThat(level.known())
        .allSatisfy(key -> assertThat(text).containsPattern("(?m)(^ +(- )?|[{ ])" + key + ": ?"));
  }

  @ParameterizedTest
  @EnumSource
  void refusesAKeyThereIsNot(ConfigLevel level) {
    assertThat(level.refusal())
        .hasMessageStartingWith("c.yaml, line 3, column 5: " + level.path("") + ": ")
        .hasMessageContaining("unknown field 'nonsense'");
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        Arguments.of(ConfigLevel.OAUTH2, "issuers", "x", "has to be a list"),
        Arguments.of(ConfigLevel.ISSUER, "path", "i", "has to be a plain path"),
        Arguments.of(ConfigLevel.ISSUER, "signingAlgorithms", "[none]", "there is no none"),
        Arguments.of(ConfigLevel.ISSUER, "automaticLogin", "nobody", "there is no user nobody"),
        Arguments.of(ConfigLevel.ISSUER, "listUsers", "'yes'", "has to be true or false"),
        Arguments.of(ConfigLevel.ISSUER, "acrValues", "[a b]", "without spaces"),
        Arguments.of(
            ConfigLevel.ISSUER, "devicePollingInterval", "PT0.5S", "must be whole seconds"),
        Arguments.of(ConfigLevel.ISSUER, "requirePushedRequests", "1", "has to be true or false"),
        Arguments.of(ConfigLevel.ISSUER, "allowedOrigins", "['http://a/']", "must be an origin"),
        Arguments.of(ConfigLevel.ISSUER, "dynamicRegistration", "true", "has to be an object"),
        Arguments.of(ConfigLevel.ISSUER, "dpopNonces", "PT0S", "must be at least a second"),
        Arguments.of(ConfigLevel.ISSUER, "dpopNonces", "300", "has to be an ISO-8601 duration"),
        Arguments.of(ConfigLevel.ISSUER, "trustedIssuers", "x", "has to be a list"),
        Arguments.of(ConfigLevel.ISSUER, "clients", "{id: c}", "has to be a list"),
        Arguments.of(ConfigLevel.ISSUER, "users", "{ada: x}", "has to be a list"),
        Arguments.of(ConfigLevel.ISSUER, "accessTokenClaims", "{a: 1}", "has to be a list"),
        Arguments.of(ConfigLevel.ISSUER, "grants", "implicit", "has to be a list"),
        Arguments.of(ConfigLevel.TRUSTED_ISSUER, "issuer", "''", "must not be empty"),
        Arguments.of(ConfigLevel.TRUSTED_ISSUER, "jwks", "{keys: []}", "needs a key"),
        Arguments.of(ConfigLevel.TRUSTED_ISSUER, "jwks", "http://x/jwks", "has to be an object"),
        Arguments.of(ConfigLevel.TRUSTED_ISSUER, "anySubject", "'no'", "has to be true or false"),
        Arguments.of(ConfigLevel.REGISTRATION, "initialAccessToken", "''", "must not be empty"),
        Arguments.of(ConfigLevel.REGISTRATION, "audience", "[]", "name the API"),
        Arguments.of(ConfigLevel.REGISTRATION, "scopes", "[a b]", "not a scope"),
        Arguments.of(ConfigLevel.REGISTRATION, "insecureRedirects", "1", "has to be true or false"),
        Arguments.of(ConfigLevel.REGISTRATION, "most", "0", "must be 1 or more"),
        Arguments.of(ConfigLevel.CLIENT, "id", "''", "must not be empty"),
        Arguments.of(ConfigLevel.CLIENT, "name", "[x]", "has to be text"),
        Arguments.of(ConfigLevel.CLIENT, "secret", "''", "must not be empty"),
        Arguments.of(ConfigLevel.CLIENT, "jwks", "https://c.example/jwks", "has to be an object"),
        Arguments.of(ConfigLevel.CLIENT, "jwks", "{keys: [{kty: oct, k: aHVzaA}]}", "key"),
        Arguments.of(ConfigLevel.CLIENT, "authenticationMethod", "magic", "there is no magic"),
        Arguments.of(ConfigLevel.CLIENT, "grantTypes", "[implicit]", "there is no implicit"),
        Arguments.of(ConfigLevel.CLIENT, "scopes", "[a b]", "not a scope"),
        Arguments.of(ConfigLevel.CLIENT, "audience", "[]", "name the API"),
        Arguments.of(ConfigLevel.CLIENT, "resourceServerFor", "x", "has to be a list"),
        Arguments.of(ConfigLevel.CLIENT, "redirectUris", "[/back]", "must be absolute"),
        Arguments.of(ConfigLevel.CLIENT, "redirectUris", "['https://c/b#f']", "without a fragment"),
        Arguments.of(ConfigLevel.CLIENT, "redirectUris", "[https://c/b c]", "must be absolute"),
        Arguments.of(ConfigLevel.CLIENT, "postLogoutRedirectUris", "[/bye]", "must be absolute"),
        Arguments.of(ConfigLevel.CLIENT, "pkce", "none", "'none' is not known"),
        Arguments.of(ConfigLevel.CLIENT, "consentRequired", "'no'", "has to be true or false"),
        Arguments.of(ConfigLevel.CLIENT, "requirePushedRequests", "1", "has to be true or false"),
        Arguments.of(ConfigLevel.CLIENT, "requireSignedRequests", "1", "has to be true or false"),
        Arguments.of(ConfigLevel.CLIENT, "requestObjectAlgorithm", "none", "there is no none"),
        Arguments.of(ConfigLevel.CLIENT, "assertionAlgorithm", "none", "must be one of HS256"),
        Arguments.of(ConfigLevel.CLIENT, "certificateSubject", "CN=x", "has to be an object"),
        Arguments.of(ConfigLevel.CLIENT, "tokenBindings", "[cookie]", "'cookie' is not known"),
        Arguments.of(ConfigLevel.CLIENT, "lifetimes", "PT5M", "has to be an object"),
        Arguments.of(ConfigLevel.CLIENT, "accessTokenFormat", "xml", "'xml' is not known"),
        Arguments.of(ConfigLevel.CLIENT, "accessTokenAlgorithm", "HS256", "there is no HS256"),
        Arguments.of(ConfigLevel.CLIENT, "idTokenAlgorithm", "none", "there is no none"),
        Arguments.of(ConfigLevel.CLIENT, "accessTokenClaims", "{sub: x}", "the claim sub"),
        Arguments.of(ConfigLevel.CLIENT, "leniencies", "[all]", "'all' is not known"),
        Arguments.of(ConfigLevel.CERTIFICATE_SUBJECT, "kind", "dns", "'dns' is not known"),
        Arguments.of(ConfigLevel.CERTIFICATE_SUBJECT, "value", "x", "a distinguished name"),
        Arguments.of(ConfigLevel.LIFETIMES, "code", "PT0S", "must be at least a second"),
        Arguments.of(ConfigLevel.LIFETIMES, "accessToken", "60", "has to be an ISO-8601 duration"),
        Arguments.of(ConfigLevel.LIFETIMES, "idToken", "PT-1S", "must be at least a second"),
        Arguments.of(ConfigLevel.LIFETIMES, "refreshToken", "PT0S", "must be at least a second"),
        Arguments.of(ConfigLevel.LIFETIMES, "deviceCode", "PT0S", "must be at least a second"),
        Arguments.of(ConfigLevel.USER, "username", "''", "must not be empty"),
        Arguments.of(ConfigLevel.USER, "password", "[x]", "has to be text"),
        Arguments.of(ConfigLevel.USER, "subject", "''", "must be 1 to 255 printable ASCII"),
        Arguments.of(ConfigLevel.USER, "claims", "[x]", "has to be an object"),
        Arguments.of(ConfigLevel.USER, "accessTokenClaims", "{exp: 1}", "the claim exp"),
        Arguments.of(ConfigLevel.CLAIM_RULE, "when", "always", "has to be an object"),
        Arguments.of(ConfigLevel.CLAIM_RULE, "claims", "{exp: 1}", "the claim exp"),
        Arguments.of(ConfigLevel.CLAIM_CONDITION, "client", "x", "there is no such client"),
        Arguments.of(ConfigLevel.CLAIM_CONDITION, "user", "x", "there is no such user"),
        Arguments.of(ConfigLevel.CLAIM_CONDITION, "scope", "[x]", "has to be text"),
        Arguments.of(ConfigLevel.CLAIM_CONDITION, "parameters", "x", "has to be an object"),
        Arguments.of(ConfigLevel.NTLM, "schemes", "[]", "at least one is needed"),
        Arguments.of(ConfigLevel.NTLM, "schemes", "[Basic]", "(known: NTLM, Negotiate)"),
        Arguments.of(ConfigLevel.NTLM, "everyRequest", "'yes'", "has to be true or false"),
        Arguments.of(ConfigLevel.NTLM, "closeAfterChallenge", "1", "has to be true or false"),
        Arguments.of(
            ConfigLevel.NTLM, "targetInfo", "time", "(known: none, names, names-and-time)"),
        Arguments.of(
            ConfigLevel.NTLM,
            "minimumLevel",
            "anonymous",
            "(known: LM, NTLMv1, NTLM2-session, LMv2, NTLMv2)"),
        Arguments.of(ConfigLevel.NTLM, "extendedSessionSecurity", "1", "has to be true or false"),
        Arguments.of(ConfigLevel.NTLM, "requireMic", "1", "has to be true or false"),
        Arguments.of(
            ConfigLevel.NTLM, "channelBinding", "required", "(known: none, accept, require)"),
        Arguments.of(ConfigLevel.NTLM, "allowedSkew", "PT-1S", "it has to be 0 or more"),
        Arguments.of(ConfigLevel.NTLM, "allowedSkew", "300", "has to be an ISO-8601 duration"),
        Arguments.of(ConfigLevel.NTLM, "anonymous", "1", "has to be true or false"),
        Arguments.of(ConfigLevel.NTLM, "lockOutAfter", "-1", "it has to be 1 or more"));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void refusesAWrongValueNamingKeyAndLine(
      ConfigLevel level, String key, String value, String words) {
    assertThatThrownBy(() -> ConfigLevel.read(level.file(key, value)))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageStartingWith("c.yaml, line 3, column ")
        .hasMessageContaining(": " + level.path(key))
        .hasMessageContaining(words)
        .hasMessageNotContaining("hush")
        .hasMessageNotContaining("aHVzaA");
  }
}
