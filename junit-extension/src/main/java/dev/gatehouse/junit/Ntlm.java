package dev.gatehouse.junit;

import dev.gatehouse.mock.ntlm.ChannelBindingPolicy;
import dev.gatehouse.mock.ntlm.NtlmLevel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * NTLM, on a {@code Scenario}, {@code HttpConnection}, {@code Connection} or {@code URI} parameter:
 * an account, a gate and a connection of their own. The account is changed, disabled or locked by
 * {@code Gatehouse.ntlm()}. Parameters of one test with the same settings belong to the same
 * scenario.
 *
 * <pre>{@code
 * @Test
 * void readsOrders(@Ntlm(domain = "CORP", requireMic = true) Scenario auth) { ... }
 * }</pre>
 *
 * @see GatehouseTest
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(GatehouseExtension.class) // so that a missing @GatehouseTest can be told
public @interface Ntlm {
  /** The NetBIOS name of the domain of account and server. */
  String domain() default "GATEHOUSE";

  /** The weakest proof the gate takes. */
  NtlmLevel minimumLevel() default NtlmLevel.NTLM_V2;

  /** Whether the messages need an integrity code, which older clients do not send. */
  boolean requireMic() default false;

  /**
   * What becomes of channel bindings, which come over TLS only: where {@code Gatehouse.httpsUri()}
   * takes the place of the address's beginning.
   */
  ChannelBindingPolicy channelBinding() default ChannelBindingPolicy.ACCEPT;

  /** Whether each request has to log in, and not each TCP connection once. */
  boolean everyRequest() default false;

  /** How many wrong passwords in a row lock the account out, or 0 for never. */
  int lockOutAfter() default 0;
}
