package dev.gatehouse.mock.scenario;

import dev.gatehouse.connection.CredentialPlacement;

/** A connection's word for where the secret goes, in the server's vocabulary. */
final class Placements {
  private Placements() {}

  /** The client authentication method (RFC 7591, section 2). */
  static String method(CredentialPlacement placement) {
    return switch (placement) {
      case HEADER -> "client_secret_basic";
      case BODY -> "client_secret_post";
    };
  }
}
