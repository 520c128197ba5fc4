package dev.gatehouse.conformance.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A browser without pages and without patience: it follows redirects until one leads to the
 * client's redirect URI, and gives up at the first page it is shown.
 */
final class Browser implements UserAgent {
  private static final String NAME = "gatehouse-conformance (the user's browser)";
  private static final int MOST_REDIRECTS = 10;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Set<String> WEB = Set.of("http", "https");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127([.][0-9]{1,3}){3}|\\[::1]");

  @Override
  public Optional<URI> authorize(URI authorizationUri, URI redirectUri) throws IOException {
    URI at = authorizationUri;
    for (int redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
      at = redirect(at);
      if (sameButForQuery(at, redirectUri)) {
        return delivered(at) ? Optional.empty() : Optional.of(at);
      }
    }
    throw new IOException("more than " + MOST_REDIRECTS + " redirects, and none to " + redirectUri);
  }

  private static URI redirect(URI page) throws IOException {
    if (!WEB.contains(String.valueOf(page.getScheme())) || page.getHost() == null) {
      throw new IOException("a browser can visit http and https addresses, and this is none");
    }
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection(Proxy.NO_PROXY);
    try {
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("User-Agent", NAME);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      String location = connection.getHeaderField("Location");
      int status = connection.getResponseCode();
      if (status / 100 != 3 || location == null) {
        throw new IOException(
            "the page at " + page.getPath() + " answered " + status + " and did not redirect");
      }
      return page.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("the page at " + page.getPath() + " redirects to what is no URI", e);
    } finally {
      connection.disconnect();
    }
  }

  private static boolean sameButForQuery(URI uri, URI redirectUri) {
    return Objects.equals(uri.getScheme(), redirectUri.getScheme())
        && Objects.equals(uri.getRawAuthority(), redirectUri.getRawAuthority())
        && Objects.equals(uri.getRawPath(), redirectUri.getRawPath());
  }

  private static boolean delivered(URI redirect) {
    Optional<InetAddress> address = loopback(redirect);
    if (address.isEmpty()) {
      return false;
    }
    Socket socket = new Socket();
    try {
      int port = redirect.getPort() < 0 ? 80 : redirect.getPort();
      socket.connect(new InetSocketAddress(address.get(), port), TIMEOUT_MILLIS);
    } catch (IOException nobodyListens) {
      close(socket);
      return false;
    }
    // A browser's caller does not wait for the page: whoever listens may not even read it yet.
    Thread visit = new Thread(() -> visit(socket, redirect), "browser");
    visit.setDaemon(true);
    visit.start();
    return true;
  }

  private static Optional<InetAddress> loopback(URI redirect) {
    String host = String.valueOf(redirect.getHost());
    try {
      return redirect.getScheme().equals("http") && LOOPBACK.matcher(host).matches()
          ? Optional.of(InetAddress.getByName(host))
          : Optional.empty();
    } catch (IOException notAnAddress) {
      return Optional.empty();
    }
  }

  private static void visit(Socket socket, URI redirect) {
    try (socket) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String query = redirect.getRawQuery() == null ? "" : "?" + redirect.getRawQuery();
      String path = redirect.getRawPath().isEmpty() ? "/" : redirect.getRawPath();
      String request =
          "GET "
              + path
              + query
              + " HTTP/1.1\r\nHost: "
              + redirect.getRawAuthority()
              + "\r\nUser-Agent: "
              + NAME
              + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException listenerGone) {
      // What the client makes of the redirect shows in its call, not in the page.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Closing is all that was wanted.
    }
  }
}
