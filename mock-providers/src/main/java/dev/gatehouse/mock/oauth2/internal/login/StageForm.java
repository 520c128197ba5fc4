package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.session.Visit;

/** What the form of one page leads to. */
@FunctionalInterface
interface StageForm<S extends Stage> {
  /** The button that was pressed. */
  String ACTION = "action";

  /**
   * A form was sent.
   *
   * @throws OAuth2Refusal for the client
   */
  Reply submit(Visit visit, Parameters form, S stage) throws OAuth2Refusal;

  /** The person does not want to (RFC 6749, section 4.1.2.1). */
  static OAuth2Refusal denied(String subject, String explanation) {
    return new OAuth2Refusal(
        400, "access_denied", "The user does not allow it.", subject, explanation);
  }
}
