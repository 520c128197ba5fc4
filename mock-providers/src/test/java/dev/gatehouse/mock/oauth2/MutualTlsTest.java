package dev.gatehouse.mock.oauth2;

import static dev.gatehouse.mock.oauth2.Fixture.basic;
import static dev.gatehouse.mock.oauth2.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.credential.internal.Sha256;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.jose.JwkSet;
import dev.gatehouse.mock.oauth2.CertificateSubject.Kind;
import dev.gatehouse.mock.tls.CertificateAuthority;
import dev.gatehouse.mock.tls.CertificateRequest;
import dev.gatehouse.mock.tls.ClientCertificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client authentication and bound tokens by TLS certificates (RFC 8705). */
class MutualTlsTest {
  private static final String GRANT = "grant_type=client_credentials";
  private static final CertificateAuthority OURS = CertificateAuthority.ofThisJvm();
  private static final CertificateAuthority FOREIGN = CertificateAuthority.named("CN=Foreign CA");

  /** Another one that calls itself the same. */
  private static final CertificateAuthority IMPOSTOR =
      CertificateAuthority.named(OURS.certificate().getSubjectX500Principal().getName());

  private static final CertificateRequest ORDERS =
      CertificateRequest.of("CN=orders,O=Example,C=DE")
          .withDns("other.example")
          .withDns("Orders.example")
          .withUri("urn:example:orders")
          .withIp("192.0.2.7")
          .withIp("2001:db8::7")
          .withEmail("Orders@Example.org");
  private static final ClientCertificate CERTIFICATE = OURS.issue(ORDERS);
  private static final ClientCertificate SELF_SIGNED = ClientCertificate.selfSigned(ORDERS);
  private static final ClientCertificate ANOTHER_SELF_SIGNED = ClientCertificate.selfSigned(ORDERS);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;
  private final OAuth2Provider provider =
      OAuth2Provider.builder(Fixture.ISSUER, clock)
          .client(named(CertificateSubject.dn("CN=orders,O=Example,C=DE")))
          .client(
              RegisteredClient.builder("self")
                  .authenticationMethod("self_signed_tls_client_auth")
                  .jwks(JwkSet.of(SELF_SIGNED.certificate()))
                  .grantTypes("client_credentials")
                  .audience(Fixture.API)
                  .build())
          .client(
              RegisteredClient.confidential("bound", Secret.of(Fixture.SECRET))
                  .tokenBindings(TokenBinding.CERTIFICATE)
                  .grantTypes("client_credentials")
                  .audience(Fixture.API)
                  .build())
          .client(
              RegisteredClient.confidential("basic", Secret.of(Fixture.SECRET))
                  .grantTypes("client_credentials")
                  .audience(Fixture.API)
                  .build())
          .build();

  private static RegisteredClient named(CertificateSubject subject) {
    return RegisteredClient.builder("named")
        .authenticationMethod("tls_client_auth")
        .certificateSubject(subject)
        .tokenBindings(TokenBinding.CERTIFICATE)
        .grantTypes("client_credentials")
        .audience(Fixture.API)
        .build();
  }

  private OAuth2Provider only(RegisteredClient client, X509Certificate... authorities) {
    return OAuth2Provider.builder(Fixture.ISSUER, clock)
        .client(client)
        .clientCertificateAuthorities(authorities)
        .build();
  }

  private static ServerRequest overTls(
      String form, List<X509Certificate> certificates, Field... fields) {
    List<Field> all = new ArrayList<>(List.of(fields));
    all.add(new Field("Content-Type", Fixture.FORM));
    return new ServerRequest(
        "POST",
        "https",
        "127.0.0.1:1",
        "/oauth2/default/token",
        null,
        all,
        form.getBytes(StandardCharsets.UTF_8),
        certificates);
  }

  private static Reply ask(OAuth2Provider provider, String client, ClientCertificate certificate) {
    return token(provider, overTls(GRANT + "&client_id=" + client, certificate.chain()));
  }

  private Reply ask(String client, ClientCertificate certificate) {
    return ask(provider, client, certificate);
  }

  private static Reply token(OAuth2Provider provider, ServerRequest request) {
    return provider.endpoint("/oauth2/default/token").orElseThrow().answer(request);
  }

  private static void accepted(Reply reply) {
    assertThat(reply.explanation()).contains("got an access token");
    assertThat(json(reply)).containsKey("access_token");
  }

  private static void refused(Reply reply, String words) {
    assertThat(reply.explanation()).contains(words);
    assertThat(json(reply))
        .containsEntry("error", "invalid_client")
        .containsEntry("error_description", "Client authentication failed.");
    assertThat(reply.response().status()).isEqualTo(401);
  }

  @Nested
  class ByTheNameInACertificate {
    @Test
    void provesAClientWhoseCertificateIsOfATrustedAuthority() {
      accepted(ask("named", CERTIFICATE));
      Reply alone =
          token(provider, overTls(GRANT + "&client_id=named", List.of(CERTIFICATE.certificate())));
      accepted(alone);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "SUBJECT_DN | CN=orders, O=Example, C=DE",
          "SUBJECT_DN | cn=Orders,o=EXAMPLE,c=de",
          "SUBJECT_DN | 2.5.4.3=orders,O=Example,C=DE",
          "SUBJECT_DN | CN=#0C066F7264657273,O=Example,C=DE",
          "SAN_DNS | orders.example",
          "SAN_DNS | ORDERS.EXAMPLE",
          "SAN_URI | urn:example:orders",
          "SAN_IP | 192.0.2.7",
          "SAN_IP | 2001:db8::7",
          "SAN_IP | 2001:0DB8:0:0:0:0:0:7",
          "SAN_EMAIL | Orders@Example.org",
          "SAN_EMAIL | Orders@EXAMPLE.ORG"
        })
    void comparesEachKindOfNameByItsRules(Kind kind, String value) {
      accepted(ask(only(named(new CertificateSubject(kind, value))), "named", CERTIFICATE));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "SUBJECT_DN | CN=orders,O=Example | its subject is CN=orders,O=Example,C=DE, and",
          "SUBJECT_DN | CN=orders,O=Example,C=AT | registered for CN=orders,O=Example,C=AT",
          "SUBJECT_DN | C=DE,O=Example,CN=orders | same parts in the other direction",
          "SUBJECT_DN | CN=orders\\,O\\=Example,C=DE | its subject is",
          "SAN_DNS | example | are: other.example, Orders.example; the client is registered for",
          "SAN_DNS | *.example | san_dns *.example",
          "SAN_DNS | 192.0.2.7 | san_dns",
          "SAN_URI | urn:example:Orders | are: urn:example:orders;",
          "SAN_IP | 192.0.2.8 | are: 192.0.2.7, ",
          "SAN_EMAIL | orders@example.org | are: Orders@Example.org;"
        })
    void refusesAnotherName(Kind kind, String value, String words) {
      refused(ask(only(named(new CertificateSubject(kind, value))), "named", CERTIFICATE), words);
    }

    @Test
    void refusesACertificateWithoutThatKindOfName() {
      ClientCertificate plain = OURS.issue(CertificateRequest.of("CN=orders,O=Example,C=DE"));
      refused(
          ask(only(named(new CertificateSubject(Kind.SAN_DNS, "a"))), "named", plain),
          "are: none; the client is registered for the tls_client_auth_san_dns a");
    }

    @Test
    void refusesTheRightNameOfAnotherAuthority() {
      refused(
          ask("named", FOREIGN.issue(ORDERS)),
          "leads to CN=Foreign CA, which is not trusted here; trusted is: CN=Gatehouse test CA");
      refused(ask("named", SELF_SIGNED), "which is not trusted here");
      refused(ask("named", IMPOSTOR.issue(ORDERS)), "does not hold");
    }

    /** The authority's certificate in the chain proves nothing about the one below it. */
    @Test
    void refusesACertificateBesideAnAuthorityThatDidNotSignIt() {
      List<X509Certificate> chain =
          List.of(IMPOSTOR.issue(ORDERS).certificate(), OURS.certificate());
      refused(token(provider, overTls(GRANT + "&client_id=named", chain)), "does not hold");
    }

    @Test
    void trustsTheAuthoritiesItIsToldToAndNoOthers() {
      OAuth2Provider other =
          only(
              named(CertificateSubject.dn("CN=orders,O=Example,C=DE")),
              FOREIGN.certificate(),
              CertificateAuthority.named("CN=Third").certificate());
      accepted(ask(other, "named", FOREIGN.issue(ORDERS)));
      refused(ask(other, "named", CERTIFICATE), "trusted is: CN=");
    }

    @Test
    void judgesItsDatesByTheServersClock() {
      Instant start = now.get().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
      ClientCertificate later =
          OURS.issue(ORDERS.withValidity(start, start.plus(Duration.ofDays(1))));
      refused(ask("named", later), "is valid from " + start);
      now.set(start);
      accepted(ask("named", later));
      now.set(start.plus(Duration.ofDays(1)));
      accepted(ask("named", later));
      now.set(start.plus(Duration.ofDays(1)).plusSeconds(1));
      refused(ask("named", later), "expired at " + start.plus(Duration.ofDays(1)));
    }

    @Test
    void refusesAConnectionWithoutACertificate() {
      refused(
          token(provider, overTls(GRANT + "&client_id=named", List.of())),
          "is registered for tls_client_auth, but the connection has no client certificate: none"
              + " was sent in the TLS handshake");
      refused(token(provider, Fixture.post(GRANT + "&client_id=named")), "it is plain HTTP");
    }

    @Test
    void cannotBeRegisteredWithoutAName() {
      assertThatThrownBy(
              () ->
                  RegisteredClient.builder("a")
                      .authenticationMethod("tls_client_auth")
                      .audience("api")
                      .build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("certificateSubject");
    }

    @ParameterizedTest
    @CsvSource({
      "SUBJECT_DN, orders",
      "SUBJECT_DN, ''",
      "SAN_DNS, ''",
      "SAN_IP, orders.example",
      "SAN_IP, 192.0.2",
      "SAN_IP, 999.1.1.1",
      "SAN_IP, ::g"
    })
    void cannotBeRegisteredWithANameThatIsNone(Kind kind, String value) {
      assertThatThrownBy(() -> new CertificateSubject(kind, value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(kind.parameter());
    }
  }

  @Nested
  class ByTheCertificateItself {
    @Test
    void provesAClientWhoseCertificateIsRegistered() {
      accepted(ask("self", SELF_SIGNED));
    }

    @Test
    void readsItFromARegisteredKeySet() throws Exception {
      String jwk =
          new com.nimbusds.jose.jwk.ECKey.Builder(JWK.parse(SELF_SIGNED.certificate()).toECKey())
              .x509CertChain(List.of(Base64.encode(SELF_SIGNED.certificate().getEncoded())))
              .build()
              .toJSONString();
      OAuth2Provider other =
          only(
              RegisteredClient.builder("self")
                  .authenticationMethod("self_signed_tls_client_auth")
                  .jwks(JwkSet.parse("{\"keys\":[" + jwk + "]}"))
                  .grantTypes("client_credentials")
                  .audience(Fixture.API)
                  .build());
      accepted(ask(other, "self", SELF_SIGNED));
      refused(ask(other, "self", ANOTHER_SELF_SIGNED), "none of those registered");
    }

    @Test
    void refusesAnotherCertificateOfTheSameName() {
      refused(
          ask("self", ANOTHER_SELF_SIGNED),
          "its x5t#S256 is "
              + Sha256.of(ANOTHER_SELF_SIGNED.certificate())
              + ", registered is: "
              + Sha256.of(SELF_SIGNED.certificate()));
      refused(ask("self", CERTIFICATE), "none of those registered as x5c");
    }

    /** What counts is the key the handshake proved, which is the first certificate's. */
    @Test
    void refusesTheRightCertificateInAnotherPlace() {
      List<X509Certificate> chain =
          List.of(ANOTHER_SELF_SIGNED.certificate(), SELF_SIGNED.certificate());
      refused(token(provider, overTls(GRANT + "&client_id=self", chain)), "none of those");
    }

    @Test
    void judgesItsDatesByTheServersClock() {
      now.set(now.get().plus(Duration.ofDays(400)));
      refused(ask("self", SELF_SIGNED), "expired at");
    }

    @Test
    void refusesAConnectionWithoutACertificate() {
      refused(
          token(provider, overTls(GRANT + "&client_id=self", List.of())), "no client certificate");
      refused(token(provider, Fixture.post(GRANT + "&client_id=self")), "it is plain HTTP");
    }

    @Test
    void cannotBeRegisteredWithoutACertificate() {
      assertThatThrownBy(
              () ->
                  RegisteredClient.builder("a")
                      .authenticationMethod("self_signed_tls_client_auth")
                      .jwks(TestKeys.jwks(TestKeys.P_256))
                      .audience("api")
                      .build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("x5c");
    }
  }

  @Nested
  class IsToldFromOtherMethods {
    @Test
    void aCertificateIsNoMethodByItself() {
      ServerRequest request = overTls(GRANT, CERTIFICATE.chain(), basic("basic", Fixture.SECRET));
      accepted(token(provider, request));
      refused(
          ask("basic", CERTIFICATE),
          "client basic sent its client_id and no proof (none), but is registered for"
              + " client_secret_basic");
    }

    @Test
    void aSecretIsNoCertificate() {
      refused(
          token(provider, overTls(GRANT, CERTIFICATE.chain(), basic("named", Fixture.SECRET))),
          "(client_secret_basic), but is registered for tls_client_auth");
      refused(
          token(provider, overTls(GRANT + "&client_id=named&client_secret=x", CERTIFICATE.chain())),
          "(client_secret_post), but is registered for tls_client_auth");
    }

    @Test
    void oneClientsCertificateIsNotAnothers() {
      refused(ask("self", CERTIFICATE), "client self does not hold");
      refused(ask("nobody", CERTIFICATE), "no client is registered by this id");
    }

    @Test
    void withoutAnIdNobodyIsMeant() {
      refused(token(provider, overTls(GRANT, CERTIFICATE.chain())), "does not say which client");
    }
  }

  @Nested
  class Binds {
    private Map<?, ?> confirmation(Reply reply) throws Exception {
      accepted(reply);
      assertThat(json(reply)).containsEntry("token_type", "Bearer");
      return (Map<?, ?>)
          JWSObject.parse((String) json(reply).get("access_token"))
              .getPayload()
              .toJSONObject()
              .get("cnf");
    }

    @Test
    void tokensToTheCertificateOfTheConnection() throws Exception {
      assertThat(confirmation(ask("named", CERTIFICATE)))
          .isEqualTo(Map.of("x5t#S256", Sha256.of(CERTIFICATE.certificate())));
      Reply bySecret =
          token(provider, overTls(GRANT, SELF_SIGNED.chain(), basic("bound", Fixture.SECRET)));
      assertThat(confirmation(bySecret))
          .isEqualTo(Map.of("x5t#S256", Sha256.of(SELF_SIGNED.certificate())));
    }

    @Test
    void onlyTokensOfClientsThatAreRegisteredForIt() throws Exception {
      assertThat(confirmation(ask("self", SELF_SIGNED))).isNull();
    }

    /** RFC 8705, section 7.1. */
    @Test
    void theRefreshTokensOfPublicClients() {
      Flow flow =
          new Flow(
              builder ->
                  builder.client(
                      RegisteredClient.publicClient("native")
                          .tokenBindings(TokenBinding.CERTIFICATE)
                          .grantTypes("authorization_code", "refresh_token")
                          .scopes("openid", "read")
                          .audience(Fixture.API)
                          .redirectUris("https://native.example/back")
                          .build()));
      String code = Flow.redirect(flow.authorize(Flow.request("native"))).get("code");
      Reply first =
          flow.answer(
              "/token",
              overTls(
                  Flow.form(
                      Map.of(
                          "grant_type",
                          "authorization_code",
                          "client_id",
                          "native",
                          "code",
                          code,
                          "redirect_uri",
                          "https://native.example/back",
                          "code_verifier",
                          Flow.VERIFIER)),
                  SELF_SIGNED.chain()));
      String refresh =
          Flow.form(
              Map.of(
                  "grant_type",
                  "refresh_token",
                  "client_id",
                  "native",
                  "refresh_token",
                  Flow.text(json(first), "refresh_token")));
      Reply stolen = flow.answer("/token", overTls(refresh, ANOTHER_SELF_SIGNED.chain()));
      assertThat(json(stolen)).containsEntry("error", "invalid_grant");
      accepted(flow.answer("/token", overTls(refresh, SELF_SIGNED.chain())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void noTokenWithoutACertificate(String scheme) {
      ServerRequest right = overTls(GRANT, List.of(), basic("bound", Fixture.SECRET));
      Reply reply =
          token(
              provider,
              new ServerRequest(
                  "POST", scheme, "127.0.0.1:1", "/", null, right.fields(), right.body()));
      assertThat(json(reply)).containsEntry("error", "invalid_request");
      assertThat(reply.explanation())
          .contains("tls_client_certificate_bound_access_tokens", "no client certificate");
    }
  }

  @Test
  void asksForCertificatesWhereAClientNeedsThemOnly() {
    assertThat(provider.wantsClientCertificates()).isTrue();
    assertThat(provider.accessTokenVerifier(Fixture.API).wantsClientCertificates()).isTrue();
    assertThat(new Fixture().provider.wantsClientCertificates()).isFalse();
  }

  /** RFC 8705, appendix A. */
  @Test
  void computesThePublishedThumbprint() throws Exception {
    String pem =
        """
        -----BEGIN CERTIFICATE-----
        MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAx
        ODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqG
        SM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ
        /Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwID
        SQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOV
        bUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=
        -----END CERTIFICATE-----
        """;
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    assertThat(Sha256.of(certificate)).isEqualTo("A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0");
  }
}
