package dev.gatehouse.junit;

import dev.gatehouse.mock.fault.Fault;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A fault of the test's Gatehouse: in place when the test method begins, after its
 * {@code @BeforeEach}, and removed when it ends.
 *
 * <pre>{@code
 * @Test
 * @WithFault(endpoint = "token", oauthError = "temporarily_unavailable", times = 2)
 * @WithFault(endpoint = "token", kind = FaultKind.EXPIRED_TOKEN)
 * void triesAgain(@Auth(AuthType.OAUTH2_CLIENT_CREDENTIALS) Scenario auth) { ... }
 * }</pre>
 *
 * <p>It says where ({@link #endpoint}, {@link #path} or {@link #pathPrefix}) and what ({@link
 * #kind}, {@link #status}, {@link #oauthError}, {@link #delayMillis} or {@link #fault}), each in
 * one way. Several on one method happen one after another; those of the method come before those of
 * its class, and those of a class before those around it. A fault of a method that never fired
 * fails the test, which would have proved nothing; one of a class may.
 *
 * @see dev.gatehouse.mock.fault.Faults for whatever this cannot say
 * @since 0.1
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(WithFault.Several.class)
@ExtendWith(GatehouseExtension.class) // so that a missing @GatehouseTest can be told
public @interface WithFault {
  /** For {@link #times}: until the test ends. */
  int ALWAYS = -1;

  /** An endpoint of every provider, such as {@code token}, {@code jwks} or {@code metadata}. */
  String endpoint() default "";

  /** One path, such as {@code /api/basic/orders}. */
  String path() default "";

  /** Every path that starts with this one; {@code /} is all of them. */
  String pathPrefix() default "";

  /** Only requests of this method, in upper case. */
  String method() default "";

  /** Only token requests of this grant, such as {@code refresh_token}. */
  String grantType() default "";

  /** A fault that needs nothing more to be said. */
  FaultKind[] kind() default {};

  /** This status, with an empty body. */
  int status() default 0;

  /** This OAuth error as JSON, with the status that goes with it. */
  String oauthError() default "";

  /** The right answer, so many milliseconds late. */
  long delayMillis() default 0;

  /** A class of yours that makes the fault; it has a constructor without parameters. */
  Class<? extends Supplier<? extends Fault>>[] fault() default {};

  /** How many requests meet it, or {@link #ALWAYS}. */
  int times() default 1;

  /**
   * Several faults of one test.
   *
   * @since 0.1
   */
  @Documented
  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
  @ExtendWith(GatehouseExtension.class)
  @interface Several {
    /** In their order. */
    WithFault[] value();
  }
}
