package dev.gatehouse.conformance.check;

import static dev.gatehouse.connection.AuthType.NTLM;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Expect;
import dev.gatehouse.conformance.Spec;
import dev.gatehouse.conformance.client.CallRequest;
import dev.gatehouse.conformance.client.CallResult;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a client makes of an NTLM challenge (MS-NLMP). */
final class NtlmProofChecks {
  static final Spec CHALLENGED = Spec.nlmp("3.1.5.1.2", "c0250a97-2940-40c7-82fb-20d208c71e96");
  private static final CallRequest CALL = CallRequest.get("/orders");

  private NtlmProofChecks() {}

  static List<Check> all() {
    return List.of(
        Check.must("ntlm.v2-proof", "The proof is NTLMv2 for the challenge, user and domain sent")
            .from(Spec.nlmp("3.3.2", "1b72429a-d8b8-4a04-bc82-1eedc980b87a"))
            .needs(NTLM)
            .rule(
                "The response is HMAC-MD5 over the server's challenge and the client's part, by a"
                    + " key of the password, the user name in capitals and the domain just as it is"
                    + " sent.")
            .step(NtlmProofChecks::version2),
        Check.must("ntlm.no-downgrade", "No challenge brings a client to LM or NTLMv1")
            .from(Spec.nlmp("3.3.1", "464551a8-9fc4-428e-b3d3-bc5bfb2e73a5"))
            .needs(NTLM)
            .rule(
                "A challenge without target info or extended session security is answered by"
                    + " NTLMv2 or not at all.")
            .step(NtlmProofChecks::noDowngrade),
        Check.should("ntlm.mic", "A server that tells its time gets it back, and a MIC")
            .from(CHALLENGED)
            .needs(NTLM)
            .rule(
                "With MsvAvTimestamp in the challenge, the response has that time and bit 0x2 of"
                    + " MsvAvFlags, the message has a MIC over all three, and the LM response is"
                    + " empty or zero.")
            .step(NtlmProofChecks::mic),
        Check.must("ntlm.malformed-type2", "A challenge that is none is refused")
            .from(Spec.nlmp("2.2.1.2", "801a4681-8809-4be9-ab0d-61dcfe762786"))
            .needs(NTLM)
            .rule(
                "A challenge whose signature, type, lengths or offsets are wrong ends the call in an"
                    + " error that the client declares, or in the server's 401. No proof is sent.")
            .step(NtlmProofChecks::malformed));
  }

  private static Peer server(Bench bench, NtlmScript script) {
    return bench.peer().answer(request -> script.answer(request, Reply::ok));
  }

  private static void version2(Bench bench) throws Exception {
    Map<String, String> users = new LinkedHashMap<>();
    users.put("alice", "Conformance");
    users.put("Alice.Liddell", "conformance.test");
    users.put("bob", "");
    users.put("j\u00fcrgen", "B\u00fcro");
    for (Map.Entry<String, String> each : users.entrySet()) {
      NtlmScript script = NtlmScript.ofServer();
      CallResult result =
          bench.call(Given.ntlm(server(bench, script).uri(), each.getValue(), each.getKey()), CALL);
      proved(script, result, each.getKey(), each.getValue());
    }
  }

  private static void proved(NtlmScript script, CallResult result, String user, String domain) {
    List<NtlmProofSeen> proofs = script.proofs();
    String who = domain.isEmpty() ? user + " without a domain" : user + " of " + domain;
    Expect.that(
        !proofs.isEmpty() && proofs.stream().allMatch(script::holds),
        "the proof of " + who + " holds for the names that it comes with",
        Judge.told(result) + "; " + seen(script, proofs),
        "A server computes the proof from the challenge it sent, the password and the names in the"
            + " message. The user name counts in capitals, the domain exactly as it is sent.");
    Judge.succeeded(result, "the call of " + who, "The proof holds, so it is let in.");
  }

  private static String seen(NtlmScript script, List<NtlmProofSeen> proofs) {
    if (proofs.isEmpty()) {
      return "no proof arrived, and " + script.messages(1).size() + " Type 1";
    }
    NtlmProofSeen last = proofs.get(proofs.size() - 1);
    return last.isVersion2()
        ? "it does not hold for '" + last.user() + "' of '" + last.domain() + "'"
        : "it is not of NTLMv2";
  }

  private static void noDowngrade(Bench bench) throws Exception {
    Map<String, NtlmChallenge> old = new LinkedHashMap<>();
    old.put("target info", new NtlmChallenge(false, 0, true));
    old.put("target info and extended session security", new NtlmChallenge(false, 0, false));
    old.put("extended session security", new NtlmChallenge(true, 0, false));
    for (Map.Entry<String, NtlmChallenge> each : old.entrySet()) {
      NtlmScript script = NtlmScript.ofServer().challenging(each.getValue()::answer);
      CallResult result = bench.call(Given.ntlm(server(bench, script).uri()), CALL);
      Expect.that(
          !script.messages(1).isEmpty()
              && script.proofs().stream().allMatch(NtlmProofSeen::isVersion2),
          "a challenge without " + each.getKey() + " is answered by NTLMv2 or not at all",
          Judge.told(result)
              + "; "
              + (script.messages(1).isEmpty() ? "no login was begun" : "an older answer arrived"),
          "Whoever is on the way can leave these out of a challenge, and gets an answer from which"
              + " the password can be computed in hours. Never make one.");
      Expect.that(
          Judge.declared(result) || result instanceof CallResult.Answered,
          "the call ends in an answer or an error that the client declares",
          Judge.told(result),
          "A server that is too old is nothing unexpected.");
    }
  }

  private static void mic(Bench bench) {
    NtlmChallenge today = NtlmChallenge.ofToday();
    NtlmScript script = NtlmScript.ofServer().challenging(today::answer);
    CallResult result = bench.call(Given.ntlm(server(bench, script).uri()), CALL);
    Judge.succeeded(result, "the call", "Without a proof there is no MIC to look at.");
    NtlmProofSeen proof = script.proofs().get(0);
    Expect.that(
        proof.announcesMic() && proof.micHolds(NtlmScript.PASSWORD),
        "the message has a MIC over all three messages, and says so in MsvAvFlags",
        proof.announcesMic()
            ? "the MIC does not hold"
            : "MsvAvFlags does not say that there is one",
        "Without it, whoever is on the way can change the flags that both sides agree on. Servers"
            + " may demand it.");
    Expect.that(
        proof.time() == today.time(),
        "the time in the response is the server's",
        "it is another one",
        "Servers refuse proofs of another time. Take MsvAvTimestamp as it is.");
    byte[] lm = proof.lm();
    Expect.that(
        lm.length == 0 || (lm.length == 24 && Arrays.equals(lm, new byte[24])),
        "the LM response is empty, or 24 zero bytes",
        "it has " + lm.length + " bytes that are not all zero",
        "It is a second, weaker proof of the password. With a time in the challenge there is no"
            + " use for it.");
  }

  private static void malformed(Bench bench) throws Exception {
    NtlmScript control = NtlmScript.ofServer();
    Judge.succeeded(
        bench.call(Given.ntlm(server(bench, control).uri()), CALL),
        "the call with a challenge as it should be",
        "A client that refuses every challenge cannot be judged.");
    for (Map.Entry<String, UnaryOperator<byte[]>> each : mistakes().entrySet()) {
      NtlmScript script =
          NtlmScript.ofServer()
              .challenging(type1 -> each.getValue().apply(NtlmChallenge.ofToday().answer(type1)));
      refused(bench, script, each.getKey());
    }
    NtlmScript script = NtlmScript.ofServer();
    refused(bench, script.sending(type2 -> script.ask("NTLM TlRMTVNTUAAC!!!!")), "no Base64");
  }

  private static void refused(Bench bench, NtlmScript script, String mistake) {
    CallResult result = bench.call(Given.ntlm(server(bench, script).uri()), CALL);
    int proofs = script.messages(3).size();
    boolean ended =
        Judge.declared(result)
            || (result instanceof CallResult.Answered answered && answered.status() == 401);
    Expect.that(
        ended && proofs == 0 && !script.messages(1).isEmpty(),
        "a challenge with " + mistake + " ends the call, and no proof is sent",
        Judge.told(result) + "; " + proofs + " proofs arrived",
        "Lengths and offsets come from whoever answers. Check each against the message before"
            + " following it, in long arithmetic, and say that the server is wrong.");
  }

  private static Map<String, UnaryOperator<byte[]>> mistakes() {
    int info = NtlmChallenge.TARGET_INFO_AT;
    Map<String, UnaryOperator<byte[]>> mistakes = new LinkedHashMap<>();
    mistakes.put("nothing in it", type2 -> new byte[0]);
    mistakes.put("another signature", type2 -> changed(type2, bytes -> bytes.put(0, (byte) 'M')));
    mistakes.put("the type 5", type2 -> changed(type2, bytes -> bytes.putInt(8, 5)));
    mistakes.put("an end after 20 bytes", type2 -> Arrays.copyOf(type2, 20));
    mistakes.put(
        "target info beyond its end",
        type2 -> changed(type2, bytes -> bytes.putInt(info + 4, type2.length + 1000)));
    mistakes.put(
        "target info at a negative offset",
        type2 -> changed(type2, bytes -> bytes.putInt(info + 4, 0xffff_fff0)));
    mistakes.put(
        "target info longer than itself",
        type2 -> changed(type2, bytes -> bytes.putShort(info, (short) 0xffff)));
    mistakes.put(
        "target info without an end",
        type2 -> changed(type2, bytes -> bytes.putShort(info, (short) (bytes.getShort(info) - 4))));
    mistakes.put(
        "a name that is longer than the target info",
        type2 ->
            changed(type2, bytes -> bytes.putShort(bytes.getInt(info + 4) + 2, (short) 0x7ff0)));
    return mistakes;
  }

  private static byte[] changed(byte[] message, Consumer<ByteBuffer> change) {
    byte[] copy = message.clone();
    change.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
    return copy;
  }
}
