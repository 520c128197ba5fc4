package dev.gatehouse.client;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** With whom NTLM is spoken, and in which fields (RFC 9110, sections 11.6 and 11.7). */
enum NtlmSide {
  SERVER(401, "WWW-Authenticate", "Authorization"),
  PROXY(407, "Proxy-Authenticate", "Proxy-Authorization");

  private static final Pattern CHALLENGE =
      Pattern.compile(
          "(?:^|,)\\s*NTLM(?:\\s+([A-Za-z0-9+/=]*))?\\s*(?:,|$)", Pattern.CASE_INSENSITIVE);

  private final int status;
  private final String challenge;
  private final String credential;

  NtlmSide(int status, String challenge, String credential) {
    this.status = status;
    this.challenge = challenge;
    this.credential = credential;
  }

  /** The field that carries a message. */
  Headers.Field field(byte[] message) {
    return new Headers.Field(credential, "NTLM " + Base64.getEncoder().encodeToString(message));
  }

  /** Whether the answer asks for a login, of whatever scheme. */
  boolean isAskedBy(ClassicHttpResponse answer) {
    return answer.getCode() == status;
  }

  /** What the answer says to NTLM: a message in Base64, or nothing where it merely offers it. */
  Optional<String> offer(ClassicHttpResponse answer) {
    return Arrays.stream(answer.getHeaders(challenge))
        .map(field -> CHALLENGE.matcher(field.getValue() == null ? "" : field.getValue()))
        .filter(Matcher::find)
        .map(found -> found.group(1) == null ? "" : found.group(1))
        .findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
