package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.BASIC;
import static dev.gatehouse.connection.AuthType.HEADER;
import static dev.gatehouse.connection.AuthType.NONE;
import static dev.gatehouse.connection.AuthType.NTLM;

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
import dev.gatehouse.conformance.peer.SeenRequest;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.HeaderAuth;
import dev.gatehouse.connection.NtlmAuth;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What a proxy gets to see, and what is for it alone. Nobody can resolve the servers' names. */
final class ProxyChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final URI ORIGIN = URI.create("https://origin.example.test");
  private static final String USER = "proxy-user";
  private static final String PASSWORD = "proxy-secret";
  private static final String CREDENTIAL =
      "Basic "
          + Base64.getEncoder()
              .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
  private static final String ORIGIN_SECRET = "origin-secret";

  private ProxyChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("proxy.credentials-hop", "The proxy's password is for the proxy alone")
            .from(Spec.rfc(9110, "11.7.2"))
            .needs(Feature.PROXY)
            .needsOneOf(EachLogin.TYPES)
            .rule(
                "Proxy-Authorization goes to the proxy with CONNECT, and with http requests in"
                    + " absolute form. It does not go through the tunnel to the server.")
            .step(ProxyChecks::credentialsHop),
        Check.must("proxy.connect-clean", "CONNECT shows nothing that is for the server")
            .from(Spec.rfc(9110, "9.3.6"))
            .needs(Feature.PROXY)
            .needsOneOf(List.of(BASIC, HEADER))
            .rule(
                "CONNECT carries no Authorization and no configured header: the credential for the"
                    + " server goes through the tunnel.")
            .step(ProxyChecks::connectClean),
        Check.must(
                "proxy.origin-407", "A server behind a tunnel cannot ask for the proxy's password")
            .from(Spec.rfc(9110, "15.5.8"))
            .needs(Feature.PROXY)
            .needsOneOf(EachLogin.TYPES)
            .rule("A 407 that comes through a tunnel gets no Proxy-Authorization.")
            .step(ProxyChecks::originAsks));
  }

  private static Peer origin(Bench bench) {
    return bench.peer(ServerCertificate.GOOD.layer());
  }

  /** Whoever proves himself gets a tunnel to this server, whatever its name. */
  private static Peer proxy(Bench bench, Peer origin) {
    return bench
        .peer()
        .answer(
            request -> {
              if (!request.headers("Proxy-Authorization").contains(CREDENTIAL)) {
                return Reply.status(407).with("Proxy-Authenticate", "Basic realm=\"conformance\"");
              }
              return request.method().equals("CONNECT") ? Reply.tunnel(origin) : Reply.ok();
            });
  }

  private static CallResult call(Bench bench, Peer proxy, URI base, Auth login, Auth toProxy) {
    return bench.call(
        Given.trusting(base, login, ServerCertificate.authorityPem()),
        ClientSettings.defaults().withProxy(new ProxyServer(proxy.uri(), toProxy)),
        CALL);
  }

  private static Auth toProxy() {
    return BasicAuth.of(USER, PASSWORD);
  }

  private static void credentialsHop(Bench bench) {
    Peer origin = origin(bench);
    Peer proxy = proxy(bench, origin);
    CallResult result = call(bench, proxy, ORIGIN, EachLogin.any(bench), toProxy());
    arrivedClean(result, origin, "through a tunnel");
    if (bench.client().authTypes().contains(NONE)) {
      inAbsoluteForm(bench);
    }
    if (bench.client().authTypes().contains(NTLM)) {
      byNtlm(bench);
    }
  }

  private static void arrivedClean(CallResult result, Peer origin, String how) {
    Judge.succeeded(
        result,
        "a call " + how,
        "The proxy asks for a login with 407 and Proxy-Authenticate, which the client has.");
    long shown =
        origin.requests().stream()
            .filter(request -> request.header("Proxy-Authorization").isPresent())
            .count();
    Expect.that(
        !origin.requests().isEmpty() && shown == 0,
        "the server behind the tunnel gets the request without Proxy-Authorization",
        Judge.requests(origin.requests().size()) + " arrived there, " + shown + " with it",
        "Inside the tunnel there is no proxy: whatever is sent there, the server reads. Send"
            + " Proxy-Authorization with CONNECT only.");
  }

  private static void inAbsoluteForm(Bench bench) {
    Peer proxy = proxy(bench, origin(bench));
    URI base = URI.create("http://origin.example.test");
    CallResult result =
        bench.call(
            Given.none(base),
            ClientSettings.defaults().withProxy(new ProxyServer(proxy.uri(), toProxy())),
            CALL);
    Judge.succeeded(
        result,
        "a call of an http server through the proxy",
        "The proxy takes GET http://origin.example.test/orders with Proxy-Authorization, and"
            + " CONNECT too.");
  }

  private static void byNtlm(Bench bench) {
    Peer origin = origin(bench);
    NtlmScript script = NtlmScript.ofProxy(PASSWORD);
    Peer proxy = bench.peer();
    proxy.answer(request -> script.answer(request, () -> Reply.tunnel(origin)));
    CallResult result =
        call(
            bench,
            proxy,
            ORIGIN,
            EachLogin.any(bench),
            NtlmAuth.of(NtlmScript.DOMAIN, USER, PASSWORD));
    arrivedClean(result, origin, "through a tunnel of a proxy that wants NTLM");
  }

  private static void connectClean(Bench bench) throws Exception {
    if (bench.client().authTypes().contains(BASIC)) {
      Expect.in(
          "with basic", () -> clean(bench, BasicAuth.of("alice", ORIGIN_SECRET), "Authorization"));
    }
    if (bench.client().authTypes().contains(HEADER)) {
      Expect.in(
          "with header",
          () -> clean(bench, HeaderAuth.of("X-Api-Key", ORIGIN_SECRET), "X-Api-Key"));
    }
  }

  private static void clean(Bench bench, Auth login, String field) {
    Peer origin =
        origin(bench)
            .answer(
                request ->
                    request.header(field).isPresent()
                        ? Reply.ok()
                        : Reply.status(401)
                            .with("WWW-Authenticate", "Basic realm=\"conformance\""));
    Peer proxy = TunnelTo.on(bench, origin);
    CallResult result = call(bench, proxy, ORIGIN, login, null);
    Judge.succeeded(
        result, "a call through a tunnel", "The server takes " + field + ", which the client has.");
    long shown = proxy.requests().stream().filter(request -> shows(request, field)).count();
    Expect.that(
        !proxy.requests().isEmpty() && shown == 0,
        "CONNECT comes without " + field,
        Judge.requests(proxy.requests().size()) + " arrived at the proxy, " + shown + " with it",
        "What is sent with CONNECT, the proxy reads: the tunnel is what keeps the credential from"
            + " it. Build CONNECT anew, with Host and Proxy-Authorization.");
  }

  private static boolean shows(SeenRequest request, String field) {
    return request.header(field).isPresent()
        || request.header("Cookie").isPresent()
        || request.head().toLowerCase(Locale.ROOT).contains(ORIGIN_SECRET);
  }

  private static void originAsks(Bench bench) {
    Peer origin =
        origin(bench)
            .answer(Reply.status(407).with("Proxy-Authenticate", "Basic realm=\"conformance\""));
    CallResult result = call(bench, proxy(bench, origin), ORIGIN, EachLogin.any(bench), toProxy());
    long shown =
        origin.requests().stream()
            .skip(1)
            .filter(request -> request.header("Proxy-Authorization").isPresent())
            .count();
    boolean ended =
        Judge.declared(result)
            || (result instanceof CallResult.Answered answered && answered.status() == 407);
    Expect.that(
        !origin.requests().isEmpty() && shown == 0 && ended,
        "when the server behind the tunnel answers 407, the call ends with that, and the server"
            + " gets no Proxy-Authorization",
        Judge.told(result)
            + "; "
            + Judge.requests(origin.requests().size())
            + " arrived at the server, "
            + shown
            + " with it",
        "Any server could ask for the proxy's password like that. Ask who it is that answers:"
            + " inside a tunnel it is never the proxy.");
  }
}
