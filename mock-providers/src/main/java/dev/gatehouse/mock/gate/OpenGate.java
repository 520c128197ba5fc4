package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.Map;

/**
 * Lets everybody in who shows no credential. A request with an Authorization, Proxy-Authorization
 * or Cookie field is refused, although a real open API would overlook it: a client that is to log
 * in nowhere, and sends a credential all the same, leaks it to whoever runs that API.
 *
 * @since 0.1
 */
public final class OpenGate implements Gate {
  private static final List<String> CREDENTIALS =
      List.of("Authorization", "Proxy-Authorization", "Cookie");

  @Override
  public Verdict judge(ServerRequest request) {
    return CREDENTIALS.stream()
        .filter(name -> request.header(name).isPresent())
        .findFirst()
        .map(OpenGate::unexpected)
        .orElseGet(() -> new Verdict.Admitted("anonymous", Map.of()));
  }

  private static Verdict unexpected(String name) {
    return new Verdict.Refused(
        "unexpected-credential",
        "the request has the field "
            + name
            + ", but this API needs no login; a client set up for no login must not send a"
            + " credential (is a default authenticator, a .netrc file or a cookie store at work?)",
        ApiError.badRequest("This API takes no credentials."));
  }
}
