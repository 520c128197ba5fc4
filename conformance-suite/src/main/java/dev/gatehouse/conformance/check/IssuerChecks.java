package dev.gatehouse.conformance.check;

import static dev.gatehouse.conformance.client.Feature.ISSUER_METADATA;
import static dev.gatehouse.connection.AuthType.OAUTH2_AUTHORIZATION_CODE;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Whether a client knows which authorization server it deals with. */
final class IssuerChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final String ISSUER_PATH = "/tenant";

  private IssuerChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("code.iss", "A code of another issuer is not redeemed")
            .from(Spec.rfc(9207, "2.4"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .rule(
                "When the user comes back with an iss that is not the authorization server of this"
                    + " login, or without one though its metadata promise it, the call fails and no"
                    + " token is asked for.")
            .step(IssuerChecks::iss),
        Check.must("meta.issuer", "The metadata of another issuer are not used")
            .from(Spec.rfc(8414, "3.3"))
            .needs(OAUTH2_AUTHORIZATION_CODE)
            .needs(ISSUER_METADATA)
            .rule(
                "The issuer in the metadata equals the configured one to the letter. Otherwise the"
                    + " call fails, and no token is asked for.")
            .step(IssuerChecks::metadata));
  }

  private static void iss(Bench bench) {
    String why =
        "A client of several servers can be made to take a code of one of them to another, which"
            + " then has it (a mix-up attack). The iss says who issued the code: refuse it, and an"
            + " error too, when that is not who was asked.";
    for (String iss : List.of("https://attacker.example", "")) {
      TokenPeer server =
          TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE).authorizations(grantedBy(iss));
      Judge.notRedeemed(
          server,
          bench.call(server.connection(), CALL),
          iss.isEmpty() ? "an empty iss" : "the iss of another server",
          why);
    }
    if (!bench.client().features().contains(ISSUER_METADATA)) {
      return;
    }
    TokenPeer promised = published(bench, peer -> peer.at(ISSUER_PATH).toString());
    Judge.notRedeemed(promised, known(bench, promised), "no iss, which the metadata promise", why);

    TokenPeer tenant = published(bench, peer -> peer.at(ISSUER_PATH).toString());
    tenant.authorizations(grantedBy(tenant.peer().at("/neighbour").toString()));
    Judge.notRedeemed(
        tenant, known(bench, tenant), "the iss of another tenant of the same server", why);

    TokenPeer right = published(bench, peer -> peer.at(ISSUER_PATH).toString());
    right.authorizations(grantedBy(right.peer().at(ISSUER_PATH).toString()));
    Judge.succeeded(known(bench, right), "a call after a login whose iss is right", why);
  }

  private static Function<Authorization, Reply> grantedBy(String iss) {
    return login -> login.back("code", login.code(), "state", login.state(), "iss", iss);
  }

  private static void metadata(Bench bench) {
    String why =
        "Metadata say where users and codes are sent, and whose tokens count. Whoever can put"
            + " another issuer's in their place decides all of it. Compare the issuer in them with"
            + " the one you looked them up for, as text, and use nothing of them when it differs.";
    TokenPeer right = published(bench, peer -> peer.at(ISSUER_PATH).toString());
    right.authorizations(grantedBy(right.peer().at(ISSUER_PATH).toString()));
    Judge.succeeded(known(bench, right), "a call after a login with the issuer's metadata", why);

    Map<String, Function<Peer, String>> others = new LinkedHashMap<>();
    others.put("another server", peer -> "https://attacker.example" + ISSUER_PATH);
    others.put("another tenant", peer -> peer.at("/neighbour").toString());
    others.put("the issuer with a slash at its end", peer -> peer.at(ISSUER_PATH + "/").toString());
    others.put("nobody", peer -> "");
    others.forEach(
        (what, issuer) -> {
          TokenPeer server = published(bench, issuer);
          server.authorizations(grantedBy(server.peer().at(ISSUER_PATH).toString()));
          CallResult result = known(bench, server);
          Expect.that(
              Judge.declared(result) && server.tokenRequests().isEmpty(),
              "when the metadata of the configured issuer name "
                  + what
                  + ", the call fails with an error that the client declares, and no token is"
                  + " asked for",
              Judge.told(result)
                  + "; "
                  + Judge.requests(server.tokenRequests().size())
                  + " for a token arrived",
              why);
        });
  }

  private static CallResult known(Bench bench, TokenPeer server) {
    return bench.call(
        server.connection(),
        ClientSettings.defaults().withIssuer(server.peer().at(ISSUER_PATH)),
        CALL);
  }

  /** A server with metadata at both places they may be looked for, in the name of this issuer. */
  private static TokenPeer published(Bench bench, Function<Peer, String> issuer) {
    TokenPeer server = TokenPeer.on(bench, OAUTH2_AUTHORIZATION_CODE);
    Peer peer = server.peer();
    Reply document =
        Reply.json(
            200,
            "{\"issuer\":\""
                + issuer.apply(peer)
                + "\",\"authorization_endpoint\":\""
                + peer.at("/authorize")
                + "\",\"token_endpoint\":\""
                + peer.at("/token")
                + "\",\"response_types_supported\":[\"code\"],"
                + "\"code_challenge_methods_supported\":[\"S256\"],"
                + "\"authorization_response_iss_parameter_supported\":true}");
    peer.on("/.well-known/oauth-authorization-server" + ISSUER_PATH, document);
    peer.on(ISSUER_PATH + "/.well-known/openid-configuration", document);
    return server;
  }
}
