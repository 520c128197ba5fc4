package dev.gatehouse.client;

import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.NtlmAuth;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Gets requests and tunnels through a proxy, and logs in there. */
record ProxyAccess(Proxy proxy, InstantSource clock, LoggedIn loggedIn) {
  private static final int LOGIN_WANTED = 407;
  private static final byte[] NO_TLS = new byte[16];

  /** The way to an origin: for https a tunnel, with TLS inside. */
  HttpRoute route(HttpHost target) {
    Origin at = proxy.origin();
    return new HttpRoute(
        target,
        null,
        new HttpHost(at.scheme(), at.host(), at.port()),
        target.getSchemeName().equals("https"));
  }

  /**
   * Sends a request that the proxy sees.
   *
   * @throws ProxyRefusedException if it lets the request through to nobody
   */
  ClassicHttpResponse send(Leg leg, Line line, Outgoing request, boolean whole) throws IOException {
    boolean body = whole && !(request.body() instanceof Body.None);
    return admitted(leg, line, request.toString(), body, request.isRepeatable());
  }

  /**
   * Has the proxy open a tunnel (RFC 9110, section 9.3.6).
   *
   * @throws ProxyRefusedException if it opens none
   */
  void tunnel(Line line, String request) throws IOException {
    HttpHost target = line.route().getTargetHost();
    Leg connect =
        (credential, whole) -> {
          var message = new BasicClassicHttpRequest("CONNECT", target, target.toHostString());
          credential.forEach(field -> message.addHeader(field.name(), field.value()));
          return line.exchange(message);
        };
    int status = admitted(connect, line, request, false, true).getCode();
    if (status / 100 != 2) {
      throw new ProxyRefusedException(
          request
              + ": the proxy "
              + proxy.origin()
              + " opened no tunnel to "
              + target.toHostString()
              + ": it answered "
              + status,
          status);
    }
  }

  private ClassicHttpResponse admitted(
      Leg leg, Line line, String request, boolean body, boolean repeatable) throws IOException {
    ClassicHttpResponse answer = answer(leg, line, request, body, repeatable);
    if (answer.getCode() == LOGIN_WANTED) {
      throw new ProxyRefusedException(
          request
              + ": the proxy "
              + proxy.origin()
              + (proxy.login() == null
                  ? " asks for a login (407), and the connection has none for it"
                  : " refused the login the connection has for it (407)")
              + "; the server was not reached",
          LOGIN_WANTED);
    }
    return answer;
  }

  private ClassicHttpResponse answer(
      Leg leg, Line line, String request, boolean body, boolean repeatable) throws IOException {
    if (proxy.login() instanceof BasicAuth basic) {
      String value = BasicCredentials.encode(basic.username(), basic.password().reveal());
      return leg.send(List.of(new Headers.Field("Proxy-Authorization", value)), true);
    }
    if (!(proxy.login() instanceof NtlmAuth ntlm)) {
      return leg.sendWhole();
    }
    if (loggedIn.on(line)) {
      ClassicHttpResponse answer = leg.sendWhole();
      if (!NtlmSide.PROXY.isAskedBy(answer) || !repeatable) {
        return answer;
      }
      loggedIn.remove(line);
      line.skip(answer);
      if (!line.isReusable()) {
        throw new LostHandshakeException("the proxy closed the connection");
      }
    }
    ClassicHttpResponse answer =
        new NtlmDialogue(new NtlmIdentity(ntlm), NtlmSide.PROXY, clock, request)
            .login(leg, line, NO_TLS, body);
    if (!NtlmSide.PROXY.isAskedBy(answer)) {
      loggedIn.add(line);
    }
    return answer;
  }
}
