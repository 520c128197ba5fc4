package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.AWS_IAM_ROLE;
import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;
import static dev.gatehouse.connection.AuthType.OAUTH2_CLIENT_CREDENTIALS;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.Feature;
import dev.gatehouse.conformance.client.ProxyServer;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CredentialPlacement;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import java.net.URI;
import java.util.List;

/** Whom a client trusts where it gets what it logs in with. */
final class IssuerTlsChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final List<AuthType> TYPES =
      List.of(OAUTH2_CLIENT_CREDENTIALS, OAUTH2_AUTHORIZATION_CODE, AWS_IAM_ROLE);
  private static final List<ServerCertificate> WRONG =
      List.of(
          ServerCertificate.UNKNOWN_CA, ServerCertificate.EXPIRED, ServerCertificate.OTHER_NAME);
  private static final String WHY =
      "The client's own secret goes there, and what comes back is believed. Use the same TLS"
          + " settings as for calls: tls.caCertificates, dates and the host's name.";

  private IssuerTlsChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("tls.token-endpoint", "Token endpoint and STS are trusted by the same rules")
            .from(Spec.rfc(6749, "3.2"), Spec.rfc(6749, "10.9"))
            .needsOneOf(TYPES)
            .rule(
                "The connection's own authorities are trusted for the token endpoint, and for the"
                    + " Security Token Service. Nothing is sent there when the certificate is wrong,"
                    + " nor a secret without TLS to another machine.")
            .step(IssuerTlsChecks::eachType));
  }

  private static void eachType(Bench bench) throws Exception {
    for (AuthType type : TYPES) {
      if (bench.client().authTypes().contains(type)) {
        Expect.in("with " + type.id(), () -> sameRules(bench, type));
      }
    }
    boolean observable =
        bench.client().authTypes().contains(OAUTH2_CLIENT_CREDENTIALS)
            && bench.client().features().contains(Feature.PROXY);
    if (observable) {
      notWithoutTls(bench);
    }
  }

  private static void sameRules(Bench bench, AuthType type) {
    Issuer good = issuer(bench, type, ServerCertificate.GOOD);
    Judge.succeeded(
        bench.call(good.connection(), CALL), "a call for which the issuer is to be trusted", WHY);
    for (ServerCertificate each : WRONG) {
      Issuer wrong = issuer(bench, type, each);
      CallResult result = bench.call(wrong.connection(), CALL);
      int arrived = wrong.issuer().requests().size();
      int calls = wrong.api().requests("/orders").size();
      Expect.that(
          Judge.declared(result) && arrived == 0 && calls == 0,
          "when the issuer shows a certificate "
              + each.words()
              + ", the call fails with an error that the client declares, and nothing is sent to it",
          Judge.told(result)
              + "; "
              + Judge.requests(arrived)
              + " arrived there, and "
              + Judge.requests(calls)
              + " at the API",
          WHY);
    }
  }

  private record Issuer(Peer issuer, Peer api, Connection connection) {}

  private static Issuer issuer(Bench bench, AuthType type, ServerCertificate shown) {
    if (type == AWS_IAM_ROLE) {
      RolePeer role = RolePeer.on(bench, shown.layer());
      return new Issuer(role.sts(), role.api(), role.trusting(ServerCertificate.authorityPem()));
    }
    Peer issuer =
        bench
            .peer(shown.layer())
            .on("/token", TokenPeer.token("issued-token", "\"expires_in\":3600"));
    Peer api = bench.peer();
    api.on("/authorize", request -> new Authorization(request, "issued-code").granted());
    URI tokenUri = issuer.secureUri("localhost").resolve("/token");
    return new Issuer(
        issuer,
        api,
        Given.trusting(api.uri(), auth(type, api, tokenUri), ServerCertificate.authorityPem()));
  }

  private static Auth auth(AuthType type, Peer api, URI tokenUri) {
    Secret secret = Secret.of(TokenPeer.SECRET);
    return type == OAUTH2_AUTHORIZATION_CODE
        ? new OAuth2AuthorizationCodeAuth(
            api.at("/authorize"),
            tokenUri,
            TokenPeer.CLIENT,
            secret,
            CredentialPlacement.HEADER,
            List.of(),
            null,
            true)
        : new OAuth2ClientCredentialsAuth(
            tokenUri, TokenPeer.CLIENT, secret, CredentialPlacement.HEADER, List.of());
  }

  /** A proxy sees what would go to another machine. */
  private static void notWithoutTls(Bench bench) {
    Peer proxy =
        bench
            .peer()
            .answer(
                request ->
                    request.target().contains("/token")
                        ? TokenPeer.token("issued-token", "\"expires_in\":3600")
                        : Reply.ok());
    URI tokenUri = URI.create("http://login.example.test/token");
    CallResult result =
        bench.call(
            Connection.of(
                "conformance", proxy.uri(), auth(OAUTH2_CLIENT_CREDENTIALS, proxy, tokenUri)),
            ClientSettings.defaults().withProxy(new ProxyServer(proxy.uri(), null)),
            CALL);
    long arrived =
        proxy.requests().stream().filter(request -> request.target().contains("/token")).count();
    Expect.that(
        Judge.declared(result) && arrived == 0,
        "when the token endpoint is at http://login.example.test, the call fails with an error that"
            + " the client declares, and no secret is sent there",
        Judge.told(result) + "; " + Judge.requests((int) arrived) + " arrived",
        "Everybody on the way could read the secret. Take an http endpoint on this machine only.");
  }
}
