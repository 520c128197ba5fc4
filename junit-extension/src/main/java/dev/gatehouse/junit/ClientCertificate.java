package dev.gatehouse.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A certificate with its key by which a client shows in the TLS handshake who it is, on a parameter
 * of the type {@link dev.gatehouse.mock.tls.ClientCertificate}. The CA that the server trusts has
 * issued it. Parameters of one test with the same settings are the same certificate.
 *
 * <pre>{@code
 * @Test
 * void logsIn(
 *     @ClientCertificate(subject = "CN=orders") dev.gatehouse.mock.tls.ClientCertificate own) { ... }
 * }</pre>
 *
 * @see dev.gatehouse.mock.gate.ClientCertificateGate
 * @see GatehouseTest
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GatehouseExtension.class) // so that a missing @GatehouseTest can be told
public @interface ClientCertificate {
  /** Whose it is: a distinguished name as RFC 4514 writes it, {@code CN=orders,O=Example}. */
  String subject() default "CN=client";

  /** The DNS names among its subject alternative names. */
  String[] dns() default {};

  /** Whether it expired an hour ago, rather than being valid for a year. */
  boolean expired() default false;

  /** Whether another CA has issued it, which no server trusts. */
  boolean foreign() default false;
}
