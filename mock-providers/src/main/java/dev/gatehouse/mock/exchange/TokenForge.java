package dev.gatehouse.mock.exchange;

import java.util.Map;
import java.util.Optional;

/**
 * Signs JWTs with a provider's own keys, whatever they say: so are tokens made that are wrong in
 * one thing only.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TokenForge {
  /**
   * A token in compact form (RFC 7515, section 3.1).
   *
   * @param header the {@code kid} and {@code alg} in it choose the key
   * @param claims of any content
   * @return empty when no key of the provider is meant by the header
   */
  Optional<String> sign(Map<String, Object> header, Map<String, Object> claims);
}
