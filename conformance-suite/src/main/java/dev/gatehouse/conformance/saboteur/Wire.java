package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Requests and their answers, and what goes wrong on the way as this client's own failures. */
final class Wire {
  private final Route route;
  private final @Nullable Flaw flaw;

  Wire(Route route, @Nullable Flaw flaw) {
    this.route = route;
    this.flaw = flaw;
  }

  /** Something done over connections. */
  @FunctionalInterface
  interface Work {
    Incoming run() throws IOException;
  }

  /** On a connection of its own. */
  Incoming exchange(Outgoing request, Deadline deadline, long limit) {
    Incoming answer = within(request.target(), () -> once(request, deadline, limit));
    if (flaw == Flaw.PROXY_ORIGIN_407 && answer.status() == 407) {
      Outgoing again = route.proxyAuthorization().onto(request);
      return within(request.target(), () -> once(again, deadline, limit));
    }
    return answer;
  }

  private Incoming once(Outgoing request, Deadline deadline, long limit) throws IOException {
    try (Link link = link(request, deadline)) {
      return link.last(request, deadline, limit);
    } catch (SSLException e) {
      if (flaw == Flaw.BASIC_CLEARTEXT) {
        return once(inClear(request), deadline, limit);
      }
      throw e;
    }
  }

  private static Outgoing inClear(Outgoing request) {
    Target target = request.target();
    return request.to(
        new Target("http", target.host(), target.port(), target.path(), target.query()));
  }

  /** A new connection on which this request can be sent. */
  Link link(Outgoing first, Deadline deadline) throws IOException {
    return route.open(first, deadline);
  }

  /** Work for a request to this target. */
  Incoming within(Target target, Work work) {
    try {
      return work.run();
    } catch (SocketTimeoutException e) {
      throw new Failure(Kind.TIMEOUT, "no answer in time from " + shown(target), e);
    } catch (SSLException e) {
      throw new Failure(Kind.NETWORK, "no secure connection to " + shown(target), e);
    } catch (IOException e) {
      throw new Failure(
          Kind.NETWORK, "no whole answer from " + shown(target) + ": " + e.getMessage(), e);
    }
  }

  private String shown(Target target) {
    return flaw == Flaw.SECRET_URL_REDACTED ? target.toString() : target.redacted();
  }
}
