package dev.gatehouse.client;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Opens the authorization page in the user's own browser, which then comes back to the connection's
 * loopback address by itself (RFC 8252, section 6).
 *
 * @since 0.1
 */
public final class DesktopBrowser implements UserAgent {
  private static final int START_SECONDS = 5;

  private final List<Opener> openers;

  /** One way to open a page. */
  @FunctionalInterface
  interface Opener {
    /** Whether the page was opened; if not, the next way is tried. */
    boolean open(URI uri);
  }

  /** The browser of this desktop. */
  public DesktopBrowser() {
    this(
        List.of(
            DesktopBrowser::desktop, uri -> command(command(System.getProperty("os.name")), uri)));
  }

  DesktopBrowser(List<Opener> openers) {
    this.openers = List.copyOf(openers);
  }

  /**
   * Opens the page and does not wait.
   *
   * @return empty: the browser comes back by itself
   * @throws IOException if no browser can be started here
   */
  @Override
  public Optional<URI> authorize(URI authorizationUri, URI redirectUri) throws IOException {
    if (openers.stream().noneMatch(opener -> opener.open(authorizationUri))) {
      throw new IOException(
          "no browser can be opened here for "
              + Origin.of(authorizationUri)
              + authorizationUri.getRawPath()
              + "; use a HeadlessBrowser, or a user agent of your own that shows the page");
    }
    return Optional.empty();
  }

  private static boolean desktop(URI uri) {
    try {
      if (GraphicsEnvironment.isHeadless()
          || !Desktop.isDesktopSupported()
          || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
        return false;
      }
      Desktop.getDesktop().browse(uri);
      return true;
    } catch (IOException | UnsupportedOperationException | LinkageError e) {
      return false; // A runtime without a desktop, or a desktop without a browser.
    }
  }

  /** Hands one URI to the default browser, without a shell in between. */
  static List<String> command(String system) {
    String name = system.toLowerCase(Locale.ROOT);
    return name.startsWith("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler")
        : List.of(name.startsWith("mac") ? "open" : "xdg-open");
  }

  /** Some stay as long as the browser does; one that has not failed yet has opened it. */
  static boolean command(List<String> command, URI uri) {
    try {
      List<String> line = new ArrayList<>(command);
      line.add(uri.toString());
      Process process =
          new ProcessBuilder(line)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return !process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
