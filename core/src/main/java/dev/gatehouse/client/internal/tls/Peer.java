package dev.gatehouse.client.internal.tls;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The server of one handshake, as far as it bears on what went wrong.
 *
 * @param demands whether it asked for a client certificate
 * @param own the certificate the connection has
 */
record Peer(boolean demands, @Nullable ClientKey own) {
  /** Java has no type for the alerts of RFC 8446, section 6: the text is all it tells. */
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z_]+)");

  private static final Pattern OLD_VERSION =
      Pattern.compile("selected protocol version (\\S+) is not accepted");

  /** Sent when it is the client's certificate that does not please, or the lack of one. */
  private static final Set<String> ABOUT_CERTIFICATES =
      Set.of(
          "certificate_required",
          "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "unknown_ca",
          "access_denied",
          "decrypt_error",
          "handshake_failure");

  /** The same error with its reason; an error that is none of TLS stays as it is. */
  IOException explained(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UntrustedServerException untrusted) {
        return because(untrusted.getMessage(), e);
      }
    }
    if (!(e instanceof SSLException)) {
      return e;
    }
    String message = String.valueOf(e.getMessage());
    Matcher alert = ALERT.matcher(message);
    if (alert.find()) {
      return because(refusal(alert.group(1)), e);
    }
    Matcher old = OLD_VERSION.matcher(message);
    if (old.find()) {
      return because(
          "the server speaks only "
              + version(old.group(1))
              + ", which is refused; TLS 1.2 is the least",
          e);
    }
    if (message.startsWith("Unsupported or unrecognized SSL message")) {
      return because("what the server sent is not TLS; is this a port for plain http?", e);
    }
    return e;
  }

  /** The connection was cut before the first answer; that is all that is known. */
  SSLException hungUp(IOException e) {
    return because(
        own == null
            ? "the server asks for a client certificate, the connection has none, and the server"
                + " closed it without an answer"
            : "the server closed the connection without an answer when it had seen the client"
                + " certificate: "
                + about(own),
        e);
  }

  private static SSLException because(String reason, IOException e) {
    return new SSLException(reason, e);
  }

  private String refusal(String alert) {
    String inBrackets = " (alert " + alert + ")";
    if (alert.equals("protocol_version")) {
      return "the server speaks neither TLS 1.3 nor TLS 1.2, only older versions, which are refused"
          + inBrackets;
    }
    if (alert.equals("certificate_required") || (demands && ABOUT_CERTIFICATES.contains(alert))) {
      return own == null
          ? "the server demands a client certificate and the connection has none" + inBrackets
          : "the server refused the client certificate" + inBrackets + ": " + about(own);
    }
    return switch (alert) {
      case "handshake_failure" ->
          "the server accepts none of the cipher suites and signatures that are safe" + inBrackets;
      case "unrecognized_name" -> "the server has no certificate for this host name" + inBrackets;
      default -> "the server ended TLS" + inBrackets;
    };
  }

  private static String about(ClientKey shown) {
    Instant from = shown.certificate().getNotBefore().toInstant();
    Instant until = shown.certificate().getNotAfter().toInstant();
    Instant now = Instant.now();
    Optional<String> invalid =
        now.isAfter(until)
            ? Optional.of("it expired on " + until)
            : now.isBefore(from) ? Optional.of("it is not valid before " + from) : Optional.empty();
    String names =
        "(subject "
            + Shown.subject(shown.certificate())
            + ", issued by "
            + Shown.issuer(shown.certificate())
            + ")";
    return invalid.map(why -> why + " " + names).orElse("the certificate " + names);
  }

  private static String version(String name) {
    return switch (name) {
      case "TLS11", "TLSv1.1" -> "TLS 1.1";
      case "TLS10", "TLSv1" -> "TLS 1.0";
      case "SSL30", "SSLv3" -> "SSL 3.0";
      default -> name;
    };
  }
}
