package dev.gatehouse.mock.oauth2;

/**
 * What access tokens can be bound to, so that they are worth nothing to a thief (RFC 9700, section
 * 2.2.1).
 *
 * @since 0.1
 */
public enum TokenBinding {
  /** A key that each request proves by a header field (RFC 9449). */
  DPOP("dpop_bound_access_tokens"),
  /** The certificate of the client's TLS connections (RFC 8705, section 3). */
  CERTIFICATE("tls_client_certificate_bound_access_tokens");

  private final String parameter;

  TokenBinding(String parameter) {
    this.parameter = parameter;
  }

  /** What client metadata calls a client that must have its tokens bound in this way. */
  public String parameter() {
    return parameter;
  }
}
