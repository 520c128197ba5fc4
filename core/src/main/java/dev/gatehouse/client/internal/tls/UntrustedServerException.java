package dev.gatehouse.client.internal.tls;

import java.security.cert.CertificateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's certificate is refused; the message says everything that is wrong with it. */
final class UntrustedServerException extends CertificateException {
  private static final long serialVersionUID = 1L;

  UntrustedServerException(List<String> problems, @Nullable Throwable cause) {
    super(String.join("; ", problems), cause);
  }
}
