package dev.gatehouse.mock.cli;

import dev.gatehouse.client.DesktopBrowser;
import dev.gatehouse.client.HeadlessBrowser;
import dev.gatehouse.client.UserAgent;
import dev.gatehouse.connection.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a user logs in, for connections with a user: with a password, or in the browser. */
final class UserLogin {
  @ArgGroup(exclusive = false)
  private @Nullable Password password;

  @Option(
      names = "--browser",
      description =
          "Log in in this desktop's browser. Without this and --username, the pages are followed"
              + " without a browser, which works where nobody is asked for a password.")
  private boolean browser;

  /** The user's name and where the password is: never in the command line, which others can see. */
  static final class Password {
    @Option(
        names = "--username",
        required = true,
        paramLabel = "NAME",
        description = "Fill in the login page for this user, without a browser.")
    private String username = "";

    @Option(
        names = "--password-file",
        required = true,
        paramLabel = "FILE",
        description = "Holds the user's password; a line end after it is not part of it.")
    private String file = "";
  }

  /**
   * The user agent asked for.
   *
   * @throws IOException if the password cannot be read
   */
  UserAgent userAgent() throws IOException {
    if (password == null) {
      return browser ? new DesktopBrowser() : new HeadlessBrowser();
    }
    String text = Files.readString(Path.of(password.file));
    return new HeadlessBrowser(password.username, Secret.of(text.replaceFirst("\\R\\z", "")));
  }
}
