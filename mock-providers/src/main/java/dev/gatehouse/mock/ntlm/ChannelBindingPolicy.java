package dev.gatehouse.mock.ntlm;

/**
 * What becomes of channel bindings: Windows' "Extended Protection for Authentication".
 *
 * @since 0.1
 */
public enum ChannelBindingPolicy {
  /** Not looked at. */
  NONE,

  /** Those that come have to be right; none need come. */
  ACCEPT,

  /** The right ones have to come, wherever there is TLS. */
  REQUIRE
}
