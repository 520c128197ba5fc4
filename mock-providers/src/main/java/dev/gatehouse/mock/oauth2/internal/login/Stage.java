package dev.gatehouse.mock.oauth2.internal.login;

import dev.gatehouse.mock.oauth2.Login;

/** What the form of a page is about: how far a person has come. */
sealed interface Stage {
  Asked asked();

  /** They have to log in. */
  record LoggingIn(Asked asked) implements Stage {}

  /** They have to choose an account. */
  record Choosing(Asked asked) implements Stage {}

  /** They are logged in, and have to consent. */
  record Consenting(Asked asked, Login login) implements Stage {}
}
