package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.NtlmAuth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What proves this client to a proxy, and to nobody else (RFC 9110, section 11.7.2). */
final class ProxyAuthorization {
  /** Nothing. */
  static final ProxyAuthorization NONE = new ProxyAuthorization(null, null);

  private static final String FIELD = "Proxy-Authorization";

  private final @Nullable String basic;
  private final @Nullable NtlmCredential ntlm;

  private ProxyAuthorization(@Nullable String basic, @Nullable NtlmCredential ntlm) {
    this.basic = basic;
    this.ntlm = ntlm;
  }

  static ProxyAuthorization of(@Nullable Auth login) {
    if (login instanceof BasicAuth pair) {
      String text = pair.username() + ":" + pair.password().reveal();
      return new ProxyAuthorization(
          "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
          null);
    }
    if (login instanceof NtlmAuth account) {
      return new ProxyAuthorization(null, NtlmCredential.of(account));
    }
    if (login != null) {
      throw new Failure(Kind.REFUSED, "a proxy takes no login of " + login.type().id());
    }
    return NONE;
  }

  /** Sends a request to the proxy. */
  @FunctionalInterface
  interface Sender {
    Incoming send(Outgoing request) throws IOException;
  }

  /** Whether it is the connection that is proved, and not each request. */
  boolean ofTheConnection() {
    return ntlm != null;
  }

  /** The request with what can be said without being asked. */
  Outgoing onto(Outgoing request) {
    return basic == null || request.has(FIELD) ? request : request.adding(FIELD, basic);
  }

  /** Sends a request, and whatever it takes before. */
  Incoming send(Outgoing request, Sender sender) throws IOException {
    if (ntlm == null) {
      return sender.send(onto(request));
    }
    NtlmHandshake handshake = new NtlmHandshake(ntlm, null);
    Incoming challenge = sender.send(request.adding(FIELD, handshake.first()));
    Optional<byte[]> type2 = NtlmHandshake.token(challenge.all("Proxy-Authenticate"));
    if (challenge.status() != 407 || type2.isEmpty()) {
      return challenge;
    }
    return sender.send(request.adding(FIELD, handshake.second(Type2.read(type2.get(), null))));
  }
}
