package dev.gatehouse.mock.jose.internal.key;

import com.nimbusds.jose.JOSEObjectType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs tokens by one algorithm. */
public interface TokenSigner {
  /**
   * A signed JWT in compact form.
   *
   * @param type of the header; null for none
   */
  String sign(@Nullable JOSEObjectType type, Map<String, Object> claims);

  /** The hash inside its algorithm, by its name in Java: that of {@code at_hash}. */
  String hash();
}
