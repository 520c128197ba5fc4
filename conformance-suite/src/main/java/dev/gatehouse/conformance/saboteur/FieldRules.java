package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be a header field, checked before anything is sent. */
final class FieldRules {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("([!-~]([ -~\t]*[!-~])?)?");
  private static final Set<String> RESERVED =
      Set.of("host", "content-length", "transfer-encoding", "connection");

  private final @Nullable Flaw flaw;

  FieldRules(@Nullable Flaw flaw) {
    this.flaw = flaw;
  }

  void check(String name, String value) {
    if (!TOKEN.matcher(name).matches() && flaw != Flaw.HTTP_HEADER_TOKEN) {
      throw new Failure(
          Kind.REFUSED, "a header name has a character that is not allowed (RFC 9110, 5.6.2)");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT)) && flaw != Flaw.HTTP_HEADER_RESERVED) {
      throw new Failure(
          Kind.REFUSED, "the header " + name + " is the client's own and cannot be set");
    }
    if (!VALUE.matcher(value).matches() && flaw != Flaw.HTTP_HEADER_CRLF) {
      throw new Failure(
          Kind.REFUSED,
          "the value of the header "
              + name
              + " has a character that is not allowed"
              + " (RFC 9110, 5.5): only visible ASCII, spaces and tabs are");
    }
  }
}
