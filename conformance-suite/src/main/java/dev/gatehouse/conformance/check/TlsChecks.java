package dev.gatehouse.conformance.check;

import static dev.gatehouse.conformance.check.ServerCertificate.GOOD;

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
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.Connection;
import java.net.URI;
import java.util.List;

/** Which servers a client trusts with a connection's own {@code tls.caCertificates}. */
final class TlsChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final String WHY =
      "Whoever is on the way can show such a certificate, and gets the credential with the request."
          + " Let the TLS library check chain, dates and name; when it refuses, the call has failed.";

  private TlsChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("tls.untrusted", "A certificate of an unknown authority is refused")
            .from(Spec.rfc(5280, "6.1"))
            .needsOneOf(EachLogin.TYPES)
            .rule(
                "Nothing is sent to a server whose certificate leads to no trusted authority, or"
                    + " is signed by itself.")
            .step(
                refused("localhost", ServerCertificate.UNKNOWN_CA, ServerCertificate.SELF_SIGNED)),
        Check.must("tls.expired", "A certificate is refused outside its dates")
            .from(Spec.rfc(5280, "4.1.2.5"), Spec.rfc(5280, "6.1.3"))
            .needsOneOf(EachLogin.TYPES)
            .rule("Nothing is sent to a server whose certificate has expired or is not valid yet.")
            .step(refused("localhost", ServerCertificate.EXPIRED, ServerCertificate.NOT_YET_VALID)),
        Check.must("tls.hostname", "A certificate has to name the host")
            .from(Spec.rfc(9525, "6.3"), Spec.rfc(9525, "6.4"))
            .needsOneOf(EachLogin.TYPES)
            .rule(
                "Nothing is sent to a server whose certificate is for others. An IP address has to"
                    + " be there as an address; the same as a name does not count.")
            .step(
                EachLogin.step(
                    (bench, login) -> {
                      goes(bench, login, "localhost");
                      refused(bench, login, "localhost", ServerCertificate.OTHER_NAME);
                      goes(bench, login, "127.0.0.1");
                      refused(bench, login, "127.0.0.1", ServerCertificate.OTHER_ADDRESS);
                      refused(bench, login, "127.0.0.1", ServerCertificate.NAME_FOR_ADDRESS);
                    })),
        Check.must("tls.cn-only", "The common name is not looked at")
            .from(Spec.rfc(9525, "2"))
            .needsOneOf(EachLogin.TYPES)
            .rule(
                "Nothing is sent to a server whose host is in the certificate's common name and not"
                    + " among its subject alternative names.")
            .step(
                refused(
                    "localhost",
                    ServerCertificate.CN_ONLY,
                    ServerCertificate.CN_BESIDE_OTHER_NAMES)),
        Check.must("tls.wildcard", "A wildcard stands for one label")
            .from(Spec.rfc(9525, "6.3"))
            .needsOneOf(EachLogin.TYPES)
            .rule(
                "*.example.test is good for a.example.test. It is not for example.test or"
                    + " a.b.example.test, and nothing is sent to these. Names below the host are"
                    + " tried where a client has a proxy.")
            .step(TlsChecks::wildcard),
        Check.must("tls.issuer-ca", "Only an authority signs, and only for servers")
            .from(Spec.rfc(5280, "4.2.1.9"), Spec.rfc(5280, "4.2.1.12"))
            .needsOneOf(EachLogin.TYPES)
            .rule(
                "Nothing is sent to a server whose certificate another server's certificate has"
                    + " signed, or whose certificate is for clients only.")
            .step(
                refused(
                    "localhost",
                    ServerCertificate.SIGNED_BY_A_SERVER,
                    ServerCertificate.FOR_CLIENTS)),
        Check.must("tls.version", "TLS 1.0 and 1.1 are refused")
            .from(Spec.rfc(9325, "3.1.1"), Spec.rfc(8996, "4"), Spec.rfc(8996, "5"))
            .needsOneOf(EachLogin.TYPES)
            .rule("Nothing is sent to a server that speaks no TLS version from 1.2 on.")
            .step(
                EachLogin.step(
                    (bench, login) -> {
                      goes(bench, login, "localhost");
                      outdated(bench, login, ServerCertificate.TLS_1_0, "TLS 1.0");
                      outdated(bench, login, ServerCertificate.TLS_1_1, "TLS 1.1");
                    })));
  }

  /** Each of these is refused, where a certificate as it should be is not. */
  private static Check.Step refused(String host, ServerCertificate... wrong) {
    return EachLogin.step(
        (bench, login) -> {
          goes(bench, login, host);
          for (ServerCertificate each : wrong) {
            refused(bench, login, host, each);
          }
        });
  }

  /** Without this, a client that cannot speak TLS at all would refuse all that it should. */
  private static void goes(Bench bench, Auth login, String host) {
    Peer server = bench.peer(GOOD.layer());
    CallResult result = bench.call(connection(server.secureUri(host), login), CALL);
    Judge.succeeded(
        result,
        "a call of " + host + " with a certificate as it should be",
        "The authority is in tls.caCertificates, which is to be trusted for this connection.");
  }

  private static void refused(Bench bench, Auth login, String host, ServerCertificate wrong) {
    Peer server = bench.peer(wrong.layer());
    CallResult result = bench.call(connection(server.secureUri(host), login), CALL);
    nothingArrived(result, server, host + " shows a certificate " + wrong.words(), WHY);
  }

  private static void outdated(Bench bench, Auth login, ServerCertificate old, String version) {
    Peer server = bench.peer(old.layer());
    CallResult result = bench.call(connection(server.secureUri("localhost"), login), CALL);
    nothingArrived(
        result,
        server,
        "the server speaks " + version + " only",
        "The hashes and ciphers of these versions are broken, and a client that still takes them"
            + " can be brought down to them. Enable 1.2 and 1.3 only.");
  }

  private static void nothingArrived(CallResult result, Peer server, String when, String why) {
    int arrived = server.requests().size();
    Expect.that(
        Judge.declared(result) && arrived == 0,
        "when "
            + when
            + ", the call fails with an error that the client declares, and nothing is"
            + " sent",
        Judge.told(result) + "; " + Judge.requests(arrived) + " arrived",
        why);
  }

  private static void wildcard(Bench bench) throws Exception {
    refused("localhost", ServerCertificate.WILDCARD_ABOVE).run(bench);
    if (!bench.client().features().contains(Feature.PROXY)) {
      return;
    }
    Auth login = EachLogin.any(bench);
    Peer good = bench.peer(ServerCertificate.WILDCARD.layer());
    Judge.succeeded(
        through(bench, good, login, "a.example.test"),
        "a call of a.example.test with a certificate for *.example.test",
        "Many servers have such a certificate.");
    for (String host : List.of("a.b.example.test", "example.test")) {
      Peer server = bench.peer(ServerCertificate.WILDCARD.layer());
      nothingArrived(
          through(bench, server, login, host),
          server,
          host + " shows a certificate " + ServerCertificate.WILDCARD.words(),
          "A wildcard is for the hosts right below one name. Who runs one of them does not speak for"
              + " the others' own, nor for the name itself.");
    }
  }

  /** A proxy takes whatever name to one server. */
  private static CallResult through(Bench bench, Peer server, Auth login, String host) {
    Peer proxy = TunnelTo.on(bench, server);
    return bench.call(
        connection(URI.create("https://" + host), login),
        ClientSettings.defaults().withProxy(new ProxyServer(proxy.uri(), null)),
        CALL);
  }

  private static Connection connection(URI base, Auth login) {
    return Given.trusting(base, login, ServerCertificate.authorityPem());
  }
}
