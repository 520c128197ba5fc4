package dev.gatehouse.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.gate.BearerGate;
import dev.gatehouse.mock.jose.JwkSet;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.oauth2.CertificateSubject;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.TokenBinding;
import dev.gatehouse.mock.scenario.Lineup;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/oauth2/client-authentication.md says compiles, and its shell lines succeed. */
class ClientAuthenticationChapterTest {
  private static final Path CHAPTER = Path.of("..", "docs", "oauth2", "client-authentication.md");
  private static final Path THIS =
      Path.of("src/test/java/dev/gatehouse/mock/ClientAuthenticationChapterTest.java");

  @TempDir private Path directory;

  private static List<String> found(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map(found -> found.group(1).stripTrailing().stripIndent())
        .toList();
  }

  private static ClientCertificate serve(Gatehouse gatehouse, String jwks) {
    // chapter:start
    CertificateAuthority authority = CertificateAuthority.ofThisJvm();
    ClientCertificate named = authority.issue(CertificateRequest.of("CN=orders,O=Example"));
    ClientCertificate own = ClientCertificate.selfSigned(CertificateRequest.of("CN=orders"));

    OAuth2Provider provider =
        OAuth2Provider.builder(gatehouse.baseUri().resolve("/oauth2/default"), gatehouse.clock())
            .client(
                RegisteredClient.builder("orders-key")
                    .authenticationMethod("private_key_jwt")
                    .jwks(jwks) // {"keys":[...]}, public keys only
                    .grantTypes("client_credentials")
                    .scopes("read")
                    .audience("https://api.example")
                    .build())
            .client(
                RegisteredClient.builder("orders-tls")
                    .authenticationMethod("tls_client_auth")
                    .certificateSubject(CertificateSubject.dn("CN=orders,O=Example"))
                    .tokenBindings(TokenBinding.CERTIFICATE)
                    .grantTypes("client_credentials")
                    .scopes("read")
                    .audience("https://api.example")
                    .build())
            .client(
                RegisteredClient.builder("orders-self")
                    .authenticationMethod("self_signed_tls_client_auth")
                    .jwks(JwkSet.of(own.certificate()))
                    .grantTypes("client_credentials")
                    .scopes("read")
                    .audience("https://api.example")
                    .build())
            .client(
                RegisteredClient.confidential("orders-dpop", Secret.of("a-secret-of-the-client"))
                    .tokenBindings(TokenBinding.DPOP)
                    .grantTypes("client_credentials")
                    .scopes("read")
                    .audience("https://api.example")
                    .build())
            .build();
    gatehouse.register(provider);
    gatehouse.guard(
        "/api/orders",
        new BearerGate(provider.accessTokenVerifier("https://api.example"), Set.of("read")));
    // chapter:end
    return named;
  }

  @Test
  void theJavaIsThatOfThisTest() throws IOException {
    assertThat(found("(?ms)^```java\\n(.*?)^```$", CHAPTER))
        .isEqualTo(found("(?ms)^ *// chapter:start\\n(.*?)^ *// chapter:end$", THIS));
  }

  @Test
  void everyShellLineSucceeds() throws Exception {
    assumeTrue(
        Stream.of("/usr/bin/curl", "/usr/bin/openssl")
            .allMatch(tool -> Files.isExecutable(Path.of(tool))),
        "curl or openssl is not installed");
    RSAKey key = new RSAKeyGenerator(2048).keyID("key-1").generate();
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      ClientCertificate named =
          serve(gatehouse, "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}");
      Files.writeString(directory.resolve("client.pem"), named.certificatePem());
      Files.writeString(directory.resolve("client.key"), named.privateKeyPem());
      Files.writeString(
          directory.resolve("private.pem"),
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(key.toPrivateKey().getEncoded())
              + "\n-----END PRIVATE KEY-----\n");
      String script =
          found("(?ms)^```sh\\n(.*?)^```$", CHAPTER).stream()
              .collect(Collectors.joining("\n"))
              .replace(":8480", ":" + gatehouse.baseUri().getPort())
              .replace("curl -", "curl -sS --fail-with-body -");

      Process shell =
          new ProcessBuilder("sh", "-e", "-c", script)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(shell.exitValue()).as(said).isZero();
      assertThat(gatehouse.journal().count(entry -> entry.outcome() == Outcome.REFUSED)).isZero();
      assertThat(gatehouse.journal().last(entry -> true).orElseThrow().evidence())
          .containsKey("x5t#S256");
    }
  }
}
