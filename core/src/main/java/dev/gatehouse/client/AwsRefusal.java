package dev.gatehouse.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why AWS refused a request, as far as another attempt can help.
 *
 * @param code the error's, without the suffix Exception; empty when it has none
 * @param text the start of the body
 */
record AwsRefusal(String code, String text) {
  private static final int LOOKED_AT = 64 * 1024;

  /** {@code <Code>} of XML; {@code __type} or {@code code} of JSON, maybe with a namespace. */
  private static final Pattern CODE =
      Pattern.compile(
          "<Code>\\s*(\\w+)\\s*</Code>|\"(?:__type|[Cc]ode)\"\\s*:\\s*\"(?:[^\"#]*#)?(\\w+)");

  private static final Set<String> SKEWED =
      Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");

  /** These say so in their message, if it is that. */
  private static final Set<String> PERHAPS_SKEWED =
      Set.of("SignatureDoesNotMatch", "InvalidSignature", "AuthFailure");

  /** Expired; or forgotten, after which a new session is no worse. */
  private static final Set<String> SESSION_OVER =
      Set.of(
          "ExpiredToken",
          "TokenRefreshRequired",
          "InvalidToken",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "UnrecognizedClient");

  /** What an answer says; empty when it is no refusal of a signature. */
  static Optional<AwsRefusal> of(Answer answer) throws IOException {
    if (answer.status() != 400 && answer.status() != 401 && answer.status() != 403) {
      return Optional.empty();
    }
    String text = new String(answer.peek(LOOKED_AT), StandardCharsets.UTF_8);
    String code =
        new Headers(answer.fields(), false)
            .first("x-amzn-ErrorType")
            .map(type -> type.split(":", 2)[0])
            .orElseGet(() -> code(text));
    return Optional.of(new AwsRefusal(code.replaceFirst("Exception$", ""), text));
  }

  private static String code(String text) {
    Matcher matcher = CODE.matcher(text);
    if (!matcher.find()) {
      return "";
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  /** Whether the clocks differ too much. */
  boolean isSkewed() {
    return SKEWED.contains(code)
        || (PERHAPS_SKEWED.contains(code)
            && (text.contains("Signature expired") || text.contains("Signature not yet current")));
  }

  /** Whether the session is good no longer. */
  boolean isSessionOver() {
    return SESSION_OVER.contains(code);
  }
}
