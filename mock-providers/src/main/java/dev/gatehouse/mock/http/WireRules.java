package dev.gatehouse.mock.http;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;

/** How strictly the wire is read, and what is never written to it. */
final class WireRules {
  /**
   * RFC 9110 and 9112 as they are, but header names are handed on in the case they were sent: what
   * a client sends is what a test wants to see.
   */
  static final HttpCompliance MESSAGES =
      HttpCompliance.RFC9110.with("gatehouse", HttpCompliance.Violation.CASE_SENSITIVE_FIELD_NAME);

  /**
   * Dot segments, doubled and encoded slashes are taken as they are: signatures are over the raw
   * path, and the router resolves what a gate must see through. What cannot be decoded is refused.
   */
  private static final UriCompliance TARGETS =
      UriCompliance.UNSAFE.without(
          "gatehouse",
          UriCompliance.Violation.BAD_PERCENT_ENCODING,
          UriCompliance.Violation.BAD_UTF8_ENCODING,
          UriCompliance.Violation.TRUNCATED_UTF8_ENCODING,
          UriCompliance.Violation.UTF16_ENCODINGS,
          UriCompliance.Violation.FRAGMENT,
          UriCompliance.Violation.USER_INFO);

  private WireRules() {}

  static HttpConfiguration of(PortLimits limits) {
    HttpConfiguration rules = new HttpConfiguration();
    rules.setRequestHeaderSize(limits.headerBytes());
    rules.setHeaderCacheCaseSensitive(true);
    // It keeps whatever fields a connection brought, at a hundred times their length: a login by
    // NTLM would have each connection hold 150 kB.
    rules.setHeaderCacheSize(0);
    rules.setHttpCompliance(MESSAGES);
    rules.setUriCompliance(TARGETS);
    rules.setSendServerVersion(false);
    rules.setSendXPoweredBy(false);
    rules.setSendDateHeader(false);
    return rules;
  }
}
