package dev.gatehouse.mock.gate;

import dev.gatehouse.connection.NamedSecret;
import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.credential.internal.NearMiss;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets in requests that carry every one of some header fields, each once and with its value, such
 * as an API key.
 *
 * @since 0.1
 */
public final class HeaderGate implements Gate {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String CHALLENGE = "ApiKey realm=" + Realm.quoted(Realm.DEFAULT);

  private final List<NamedSecret> headers;

  /**
   * @param headers all of them are required
   * @throws IllegalArgumentException if there is none, a name comes twice or is no token (RFC 9110,
   *     section 5.6.2), or a value cannot be sent unchanged: only printable US-ASCII without white
   *     space at its ends can (RFC 9110, section 5.5)
   */
  public HeaderGate(List<NamedSecret> headers) {
    if (headers.isEmpty()) {
      throw new IllegalArgumentException("headers: at least one is needed");
    }
    headers.forEach(HeaderGate::requireSendable);
    this.headers = List.copyOf(headers);
    if (secretHeaders().size() < headers.size()) {
      throw new IllegalArgumentException("headers: a name comes twice");
    }
  }

  private static void requireSendable(NamedSecret header) {
    if (!header.name().matches(TOKEN)) {
      throw new IllegalArgumentException("headers: no name of a header field: " + header.name());
    }
    String value = header.value().reveal();
    boolean printable = value.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    if (value.isEmpty() || !printable || !value.equals(value.strip())) {
      throw new IllegalArgumentException(
          "headers: the value of "
              + header.name()
              + " must be printable US-ASCII, not empty, without white space at its ends");
    }
  }

  /** In lower case, as names compare without case. */
  @Override
  public Set<String> secretHeaders() {
    return headers.stream()
        .map(header -> header.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Verdict judge(ServerRequest request) {
    for (NamedSecret header : headers) {
      Optional<Verdict> refusal = refusal(header, request);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    String names = headers.stream().map(NamedSecret::name).collect(Collectors.joining(" "));
    return new Verdict.Admitted(headers.get(0).name(), Map.of("headers", names));
  }

  private static Optional<Verdict> refusal(NamedSecret header, ServerRequest request) {
    List<String> values = request.headers(header.name());
    if (values.isEmpty()) {
      return Optional.of(
          refused(
              "missing-header",
              "the request has no header " + header.name() + similarName(header.name(), request)));
    }
    if (values.size() > 1) {
      return Optional.of(
          new Verdict.Refused(
              "repeated-header",
              "the header "
                  + header.name()
                  + " came "
                  + values.size()
                  + " times; once is right (does a retry add it instead of replacing it?)",
              ApiError.badRequest("A header that may come once came more often.")));
    }
    String right = header.value().reveal();
    String came = values.get(0);
    if (ConstantTime.equal(right, came)) {
      return Optional.empty();
    }
    String hint = NearMiss.explain(right, came).map(words -> ": " + words).orElse("");
    return Optional.of(
        refused("wrong-header", "the value of the header " + header.name() + " is wrong" + hint));
  }

  private static String similarName(String name, ServerRequest request) {
    return request.fields().stream()
        .map(Field::name)
        .filter(other -> letters(other).equals(letters(name)))
        .findFirst()
        .map(other -> ", but " + other + ": hyphen and underscore make different names")
        .orElse("");
  }

  private static String letters(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static Verdict refused(String reason, String explanation) {
    return new Verdict.Refused(reason, explanation, ApiError.unauthorized(CHALLENGE));
  }
}
