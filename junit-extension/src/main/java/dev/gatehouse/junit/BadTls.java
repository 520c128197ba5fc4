package dev.gatehouse.junit;

import dev.gatehouse.mock.tls.TlsFlaw;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The address of an https endpoint that is wrong in one way, on a {@code URI} parameter: a client
 * that is right refuses it, for that reason.
 *
 * <pre>{@code
 * @Test
 * void refusesAnExpiredCertificate(@BadTls(TlsFlaw.EXPIRED) URI server) { ... }
 * }</pre>
 *
 * @see dev.gatehouse.mock.Gatehouse#badTls
 * @see GatehouseTest
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GatehouseExtension.class) // so that a missing @GatehouseTest can be told
public @interface BadTls {
  /** What is wrong with it; {@code NONE} is the endpoint to compare with. */
  TlsFlaw value();
}
