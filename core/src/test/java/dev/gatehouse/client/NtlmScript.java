package dev.gatehouse.client;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A server that speaks NTLM on each connection by itself, and believes or refuses what it is told.
 */
final class NtlmScript implements Peer.Script {
  static final String NONE = "NTLM";

  private final Supplier<byte[]> challenge;
  private final boolean believes;
  private final boolean eachRequest;

  /** By the stream of their connections. */
  private final Map<OutputStream, byte[]> challenged = new ConcurrentHashMap<>();

  private final Set<OutputStream> loggedIn = ConcurrentHashMap.newKeySet();
  private final List<Type3> proofs = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();

  private NtlmScript(Supplier<byte[]> challenge, boolean believes, boolean eachRequest) {
    this.challenge = challenge;
    this.believes = believes;
    this.eachRequest = eachRequest;
  }

  static NtlmScript believing(Supplier<byte[]> challenge) {
    return new NtlmScript(challenge, true, false);
  }

  static NtlmScript refusing() {
    return new NtlmScript(Type2::timed, false, false);
  }

  /** Forgets a login after each request, as IIS does with authPersistSingleRequest. */
  static NtlmScript forgetting() {
    return new NtlmScript(Type2::timed, true, true);
  }

  List<Type3> proofs() {
    return proofs;
  }

  Type3 proof() {
    return proofs.get(proofs.size() - 1);
  }

  /** {@code 1} and {@code 3} for messages, {@code -} for requests on a connection logged in. */
  String events() {
    return String.join("", events);
  }

  void forgetEverybody() {
    loggedIn.clear();
  }

  @Override
  public void answer(Peer.Seen request, OutputStream out) throws IOException {
    String credential = request.first("Authorization").orElse("");
    if (credential.isEmpty()) {
      events.add(loggedIn.contains(out) ? "-" : "?");
      write(out, loggedIn.contains(out) && !eachRequest, request, NONE);
      return;
    }
    byte[] message = Base64.getDecoder().decode(credential.substring(5));
    events.add(String.valueOf(message[8]));
    if (message[8] == 1) {
      byte[] answered = challenge.get();
      challenged.put(out, answered);
      write(out, false, request, NONE + " " + Base64.getEncoder().encodeToString(answered));
      return;
    }
    proofs.add(Type3.of(credential));
    boolean admitted = challenged.remove(out) != null && believes;
    if (admitted) {
      loggedIn.add(out);
    }
    write(out, admitted, request, NONE);
  }

  private static void write(OutputStream out, boolean admitted, Peer.Seen request, String challenge)
      throws IOException {
    if (admitted) {
      Peer.write(out, 200, request.method().equals("HEAD") ? "" : request.text());
    } else {
      Peer.write(out, 401, "", "WWW-Authenticate: Negotiate", "WWW-Authenticate: " + challenge);
    }
  }
}
