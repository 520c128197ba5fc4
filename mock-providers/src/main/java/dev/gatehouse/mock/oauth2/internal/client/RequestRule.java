package dev.gatehouse.mock.oauth2.internal.client;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;

/** One rule for the form of requests that clients send. */
@FunctionalInterface
interface RequestRule {
  /**
   * Applies the rule.
   *
   * @throws OAuth2Refusal if the request breaks it
   */
  void check(ServerRequest request) throws OAuth2Refusal;
}
