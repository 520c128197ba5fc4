package dev.gatehouse.conformance.check;

import static dev.gatehouse.conformance.client.Feature.PARALLEL_CALLS;
import static dev.gatehouse.connection.AuthType.NTLM;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** NTLM logs in a connection and not a request: what that means for a client's connections. */
final class NtlmConnectionChecks {
  private static final CallRequest CALL = CallRequest.get("/orders");
  private static final int CALLERS = 4;
  private static final int MOST_CONNECTIONS = 10;
  private static final Spec SERVER = Spec.nlmp("3.2.5.1.2", "f9e6fbc4-a953-4f24-b229-ccdcc213b9ec");
  private static final Spec SHARED = Spec.rfc(4559, "6");

  private NtlmConnectionChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("ntlm.same-connection", "The proof goes where the challenge came from")
            .from(SERVER)
            .needs(NTLM)
            .rule(
                "The proof is sent on the connection that the challenge came on, also with the body"
                    + " of a POST.")
            .step(NtlmConnectionChecks::sameConnection),
        Check.should("ntlm.reuse", "A connection that is logged in is used again")
            .from(SHARED)
            .needs(NTLM)
            .rule("A second call goes over the connection of the first, without a login.")
            .step(NtlmConnectionChecks::reuse),
        Check.must("ntlm.new-connection", "Each connection has a login of its own")
            .from(NtlmProofChecks.CHALLENGED)
            .needs(NTLM)
            .rule(
                "When the server has closed the connection, the next call logs in from the"
                    + " beginning. No proof is sent twice.")
            .step(NtlmConnectionChecks::newConnection),
        Check.must("ntlm.close-midway", "A login that is cut off ends")
            .from(Spec.hardening())
            .needs(NTLM)
            .rule(
                "When the server closes the connection after its challenge, the call ends in an"
                    + " error or in the 401 after a few tries, and no proof goes over another"
                    + " connection.")
            .step(NtlmConnectionChecks::closeMidway),
        Check.must("ntlm.concurrent", "Logins at once do not get mixed up")
            .from(SERVER)
            .needs(NTLM)
            .needs(PARALLEL_CALLS)
            .rule("Each of several connections that log in at once answers its own challenge.")
            .step(NtlmConnectionChecks::concurrent),
        Check.must("ntlm.identity-isolation", "A connection serves the user who logged in")
            .from(SHARED)
            .needs(NTLM)
            .rule("A connection on which one user is logged in never carries another's calls.")
            .step(NtlmConnectionChecks::isolation));
  }

  private static Peer server(Bench bench, NtlmScript script) {
    return bench.peer().answer(request -> script.answer(request, Reply::ok));
  }

  private static void sameConnection(Bench bench) {
    for (CallRequest call : List.of(CALL, CallRequest.post("/orders", "one order"))) {
      NtlmScript script = NtlmScript.ofServer();
      Peer server = server(bench, script);
      CallResult result = bench.call(Given.ntlm(server.uri()), call);
      noProofElsewhere(script, result, "with " + call.method());
      Judge.succeeded(result, "a call with " + call.method(), "The proof holds, so it is let in.");
      boolean whole =
          server.requests().stream()
              .anyMatch(request -> Arrays.equals(request.body(), call.body()));
      Expect.that(
          whole,
          "the body of " + call.method() + " arrives whole",
          "it did not",
          "The body belongs to the last leg of the login, which is the one that is let in.");
    }
  }

  private static void noProofElsewhere(NtlmScript script, CallResult result, String when) {
    List<NtlmScript.Message> proofs = script.messages(3);
    long elsewhere = proofs.stream().filter(message -> !message.challenged()).count();
    Expect.that(
        !script.messages(1).isEmpty() && elsewhere == 0,
        "a proof is sent only on a connection that has just brought a challenge, " + when,
        Judge.told(result)
            + "; "
            + script.messages(1).size()
            + " logins were begun, and "
            + elsewhere
            + " of "
            + proofs.size()
            + " proofs came on another connection",
        "The challenge is the connection's, and so is the login. Keep one connection for all of"
            + " the handshake; when it is lost, begin again.");
  }

  private static void reuse(Bench bench) {
    NtlmScript script = NtlmScript.ofServer();
    Peer server = server(bench, script);
    Session session = bench.open(Given.ntlm(server.uri()));
    for (int call = 1; call <= 3; call++) {
      Judge.succeeded(session.call(CALL), "call " + call, "The password is right.");
    }
    int logins = script.messages(1).size();
    Expect.that(
        logins == 1,
        "three calls one after the other need one login",
        logins + " logins were begun",
        "A login takes two round trips more, and each one is work for the domain controller. Keep"
            + " the connection that is logged in for the next call.");
  }

  private static void newConnection(Bench bench) {
    NtlmScript script = NtlmScript.ofServer();
    Peer server =
        bench
            .peer()
            .answer(
                request -> script.answer(request, () -> Reply.ok().with("Connection", "close")));
    Session session = bench.open(Given.ntlm(server.uri()));
    for (int call = 1; call <= 2; call++) {
      CallResult result = session.call(CALL);
      noProofElsewhere(script, result, "also after the server has closed the one before");
      Judge.succeeded(
          result,
          "call " + call + ", each on a connection that is closed after it,",
          "A server may close a connection after any answer. Log in again on the next one.");
    }
    long different =
        script.messages(3).stream()
            .map(message -> Base64.getEncoder().encodeToString(message.bytes()))
            .distinct()
            .count();
    Expect.that(
        different == script.messages(3).size(),
        "each connection gets a proof of its own",
        script.messages(3).size() + " proofs arrived, " + different + " of them different",
        "A proof answers one challenge. On another connection it proves nothing, and whoever sees it"
            + " could have sent it too.");
  }

  private static void closeMidway(Bench bench) {
    NtlmScript announced = NtlmScript.ofServer();
    announced.sending(type2 -> announced.challenge(type2).with("Connection", "close"));
    ends(bench, announced, "says that it closes the connection with its challenge, and does");

    NtlmScript silent = NtlmScript.ofServer();
    silent.sending(type2 -> new Reply.Raw(bytes(silent.challenge(type2))));
    ends(bench, silent, "closes the connection after its challenge without a word");
  }

  private static void ends(Bench bench, NtlmScript script, String how) {
    Peer server = server(bench, script);
    CallResult result = bench.call(Given.ntlm(server.uri()), CALL);
    noProofElsewhere(script, result, "when the server " + how);
    boolean ended =
        Judge.declared(result)
            || (result instanceof CallResult.Answered answered && answered.status() == 401);
    Expect.that(
        ended && server.connections() <= MOST_CONNECTIONS,
        "when the server "
            + how
            + ", the call ends after "
            + MOST_CONNECTIONS
            + " connections at most",
        Judge.told(result) + " after " + server.connections() + " connections",
        "A proxy that keeps no connections makes NTLM impossible, and no number of tries changes"
            + " that. Begin again once, then say so.");
  }

  /** The same as an answer, for a server that does not say what it does next. */
  private static byte[] bytes(Reply.Answer answer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Scripted\r\n");
    answer
        .headers()
        .forEach(
            field -> head.append(field.name()).append(": ").append(field.value()).append("\r\n"));
    head.append("Content-Length: 0\r\n\r\n");
    out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static void concurrent(Bench bench) throws InterruptedException {
    NtlmScript script = NtlmScript.ofServer();
    CountDownLatch begun = new CountDownLatch(CALLERS);
    script.sending(
        type2 -> {
          // Held until every caller's login is under way, so that they truly overlap.
          begun.countDown();
          await(begun);
          return script.challenge(type2);
        });
    Session session = bench.open(Given.ntlm(server(bench, script).uri()));
    List<CallResult> results = Together.call(CALLERS, session, CALL, new CountDownLatch(CALLERS));
    long wrong = script.proofs().stream().filter(proof -> !script.holds(proof)).count();
    Expect.that(
        wrong == 0,
        "each of " + CALLERS + " logins at once answers the challenge of its own connection",
        wrong + " of " + script.proofs().size() + " proofs were for another challenge",
        "The state of a login belongs to its connection. Hold it there, and not with the client or"
            + " the host.");
    for (CallResult result : results) {
      noProofElsewhere(script, result, "also when several log in at once");
      Judge.succeeded(result, "each of the calls", "All of them know the password.");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void isolation(Bench bench) {
    NtlmScript script = NtlmScript.ofServer();
    Peer server = bench.peer();
    server.answer(request -> script.answer(request, () -> Reply.text(200, script.user(request))));
    Session alice = bench.open(Given.ntlm(server.uri(), NtlmScript.DOMAIN, "alice"));
    Session bob = bench.open(Given.ntlm(server.uri(), NtlmScript.DOMAIN, "bob"));
    for (int round = 1; round <= 2; round++) {
      served(alice.call(CALL), "alice");
      served(bob.call(CALL), "bob");
    }
  }

  private static void served(CallResult result, String user) {
    Judge.succeeded(result, "a call of " + user, "Both users know their password.");
    String as = ((CallResult.Answered) result).text();
    Expect.that(
        as.equals(user),
        "a call of " + user + " reaches the server as one of " + user,
        "it came on a connection on which " + as + " is logged in",
        "Whoever uses a connection is the one who logged in on it. Keep connections apart by user,"
            + " not by host alone.");
  }
}
