package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The answers of the faults that need no other answer. */
final class Replacement {
  /** RFC 6750, section 3.1: these stand in the challenge. */
  private static final Set<String> BEARER_ERRORS = Set.of("invalid_token", "insufficient_scope");

  private Replacement() {}

  /** Empty for a fault that changes the real answer. */
  static Optional<Answer> of(Fault fault) {
    if (fault instanceof Fault.ConnectionReset) {
      return Optional.of(new Answer.Reset());
    }
    return response(fault).map(Answer.Whole::new);
  }

  private static Optional<ServerResponse> response(Fault fault) {
    if (fault instanceof Fault.Status status) {
      return Optional.of(
          new ServerResponse(
              status.status(), status.headers(), status.body().getBytes(StandardCharsets.UTF_8)));
    }
    if (fault instanceof Fault.OAuthError error) {
      return Optional.of(oauthError(error));
    }
    if (fault instanceof Fault.HtmlBadGateway) {
      return Optional.of(badGateway());
    }
    if (fault instanceof Fault.TooManyRequests many) {
      return Optional.of(
          ServerResponse.text(429, "Too many requests.\n")
              .with("Retry-After", String.valueOf(many.retryAfter().toSeconds())));
    }
    if (fault instanceof Fault.Redirect redirect) {
      return Optional.of(
          ServerResponse.status(redirect.status())
              .with("Location", redirect.location().toASCIIString()));
    }
    if (fault instanceof TokenFault.RefreshTokenRefused) {
      return Optional.of(
          oauthError(
              Fault.oauthError("invalid_grant").description("The refresh token is not valid.")));
    }
    return Optional.empty();
  }

  /** RFC 6749, section 5.2; what it is made of needs no JSON escapes. */
  private static ServerResponse oauthError(Fault.OAuthError fault) {
    String description =
        fault.description().isEmpty()
            ? ""
            : ",\"error_description\":\"" + fault.description() + "\"";
    ServerResponse response =
        ServerResponse.json(
                fault.status(), "{\"error\":\"" + fault.error() + "\"" + description + "}")
            .with("Cache-Control", "no-store")
            .with("Pragma", "no-cache");
    if (BEARER_ERRORS.contains(fault.error())) {
      return response.with("WWW-Authenticate", bearerChallenge(fault));
    }
    return fault.status() == 401
        ? response.with("WWW-Authenticate", "Basic realm=\"Gatehouse\", charset=\"UTF-8\"")
        : response;
  }

  private static String bearerChallenge(Fault.OAuthError fault) {
    return "Bearer realm=\"Gatehouse\", error=\""
        + fault.error()
        + (fault.description().isEmpty()
            ? "\""
            : "\", error_description=\"" + fault.description() + "\"");
  }

  private static ServerResponse badGateway() {
    return ServerResponse.status(502)
        .with("Content-Type", "text/html")
        .withBody(
            """
            <html>
            <head><title>502 Bad Gateway</title></head>
            <body>
            <center><h1>502 Bad Gateway</h1></center>
            <hr><center>proxy</center>
            </body>
            </html>
            """);
  }
}
