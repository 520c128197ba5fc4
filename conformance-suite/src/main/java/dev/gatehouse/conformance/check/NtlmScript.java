package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.peer.Reply;
import dev.gatehouse.conformance.peer.SeenRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A server's part of NTLM over HTTP, connection by connection, and a record of what came. It lets
 * in whoever proves to know the password, under the name that came with it.
 */
final class NtlmScript {
  static final String DOMAIN = "CONFORMANCE";
  static final String PASSWORD = "ntlm-secret";

  private static final String SCHEME = "NTLM ";

  /** How the server asks, and where the client answers. */
  private record Fields(int status, String asks, String answers) {}

  /**
   * A message of a client.
   *
   * @param connection it came on; counts up from 1
   * @param type 1 or 3, or another for what is neither
   * @param challenged whether the connection had a challenge to answer
   */
  record Message(int connection, int type, byte[] bytes, boolean challenged) {}

  private record Open(byte[] type1, byte[] type2) {}

  private final Fields fields;
  private final String password;
  private final Map<Integer, Open> pending = new ConcurrentHashMap<>();
  private final Map<Integer, String> users = new ConcurrentHashMap<>();
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<NtlmProofSeen> proofs = new CopyOnWriteArrayList<>();
  private volatile Function<byte[], byte[]> challenger = NtlmChallenge.ofToday()::answer;
  private volatile Function<byte[], Reply> sender = this::challenge;

  private NtlmScript(Fields fields, String password) {
    this.fields = fields;
    this.password = password;
  }

  static NtlmScript ofServer() {
    return new NtlmScript(new Fields(401, "WWW-Authenticate", "Authorization"), PASSWORD);
  }

  static NtlmScript ofProxy(String password) {
    return new NtlmScript(new Fields(407, "Proxy-Authenticate", "Proxy-Authorization"), password);
  }

  /** Challenges like this from now on. */
  NtlmScript challenging(Function<byte[], byte[]> other) {
    challenger = other;
    return this;
  }

  /** Sends challenges like this from now on. */
  NtlmScript sending(Function<byte[], Reply> other) {
    sender = other;
    return this;
  }

  /**
   * @param admitted what is answered on a connection that is logged in
   */
  Reply answer(SeenRequest request, Supplier<Reply> admitted) {
    Optional<byte[]> message = message(request);
    if (message.isEmpty()) {
      return users.containsKey(request.connection()) ? admitted.get() : ask("NTLM");
    }
    int type = message.get().length > 8 ? message.get()[8] : 0;
    Open open = pending.remove(request.connection());
    messages.add(new Message(request.connection(), type, message.get(), open != null));
    if (type == 1) {
      byte[] type2 = challenger.apply(message.get());
      pending.put(request.connection(), new Open(message.get(), type2));
      return sender.apply(type2);
    }
    if (open == null || type != 3) {
      return ask("NTLM");
    }
    NtlmProofSeen proof = new NtlmProofSeen(open.type1(), open.type2(), message.get());
    proofs.add(proof);
    if (!holds(proof)) {
      return ask("NTLM");
    }
    users.put(request.connection(), proof.user());
    return admitted.get();
  }

  /** Whether it proves the password in the way of NTLMv2. */
  boolean holds(NtlmProofSeen proof) {
    try {
      return proof.isVersion2() && proof.proves(password);
    } catch (IndexOutOfBoundsException malformed) {
      return false;
    }
  }

  /** The challenge as an answer. */
  Reply.Answer challenge(byte[] type2) {
    return ask(SCHEME + Base64.getEncoder().encodeToString(type2));
  }

  /** The answer that asks for a login by these words. */
  Reply.Answer ask(String challenge) {
    return Reply.status(fields.status()).with(fields.asks(), challenge);
  }

  /** The message of the client; empty when there is none. */
  private Optional<byte[]> message(SeenRequest request) {
    return request
        .header(fields.answers())
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> decoded(value.substring(SCHEME.length()).strip()));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Who is logged in on the connection of a request; empty for nobody. */
  String user(SeenRequest request) {
    return users.getOrDefault(request.connection(), "");
  }

  /** The messages of this type, in order of arrival. */
  List<Message> messages(int type) {
    return messages.stream().filter(message -> message.type() == type).toList();
  }

  /** The proofs that came on a connection that had a challenge, in order of arrival. */
  List<NtlmProofSeen> proofs() {
    return List.copyOf(proofs);
  }
}
