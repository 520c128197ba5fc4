package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.oauth2.User;

/** Reads one user of an issuer. */
final class UserConfigReader {
  private UserConfigReader() {}

  static User read(Fields fields) {
    fields.only("username", "password", "subject", "claims", "accessTokenClaims");
    String username = fields.text("username");
    try {
      return new User(
          username,
          Secret.of(fields.text("password")),
          fields.text("subject", username),
          fields.freeForm("claims"));
    } catch (IllegalArgumentException e) {
      throw Refused.by(fields, e);
    }
  }
}
