package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.internal.Fields;

/** Reads the path of something of one's own. */
final class PlainPath {
  private PlainPath() {}

  static String read(Fields fields) {
    String path = fields.text("path");
    if (!path.matches("(/[A-Za-z0-9._~-]+)+") || path.matches(".*/\\.\\.?(/.*)?")) {
      throw fields.invalid(
          "path", "has to be a plain path, such as /orders, without a slash at its end");
    }
    if (path.matches("/__(gatehouse|admin)(/.*)?")) {
      throw fields.invalid("path", "is where the server itself is controlled; choose another");
    }
    return path;
  }
}
