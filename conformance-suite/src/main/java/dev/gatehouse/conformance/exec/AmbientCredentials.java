package dev.gatehouse.conformance.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Credentials that lie about on the machine and belong to nobody's connection: a client must not
 * pick them up. They are offered to every server.
 */
final class AmbientCredentials {
  private static final String USERNAME = "ambient-user";
  private static final String PASSWORD = "ambient-password";

  private AmbientCredentials() {}

  /** Offers them to everything in this JVM that asks the default {@link Authenticator}. */
  static void offer() {
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(USERNAME, PASSWORD.toCharArray());
          }
        });
  }

  /** Writes them to a new {@code .netrc} file, which the caller deletes. */
  static Path netrc() {
    try {
      Path file = Files.createTempFile("gatehouse", ".netrc");
      Files.writeString(file, "default login " + USERNAME + " password " + PASSWORD + "\n");
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a temporary .netrc file", e);
    }
  }
}
