package dev.gatehouse.mock.scenario;

import dev.gatehouse.mock.oauth2.OAuth2Provider;

/**
 * What the scenarios of a server share.
 *
 * @since 0.1
 */
public interface Providers {
  /**
   * Where clients get their tokens.
   *
   * @throws IllegalArgumentException if there is none, as with an empty line-up
   */
  OAuth2Provider issuer();

  /**
   * The AWS accounts and their Security Token Service.
   *
   * @throws IllegalArgumentException if there are none, as with an empty line-up
   */
  AwsCloud aws();
}
