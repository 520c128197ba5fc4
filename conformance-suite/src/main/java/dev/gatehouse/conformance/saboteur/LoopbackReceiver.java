package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Listens on the loopback address for one redirect (RFC 8252, sections 7.3 and 8.3). */
final class LoopbackReceiver implements AutoCloseable {
  private static final byte[] PAGE =
      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nLogged in"
          .getBytes(StandardCharsets.US_ASCII);

  private static final Pattern REQUEST = Pattern.compile("GET (/callback[?][^ ]*) HTTP/1[.]1");

  private final ServerSocket listener;

  LoopbackReceiver(@Nullable Flaw flaw) {
    try {
      listener =
          flaw == Flaw.CODE_LOOPBACK
              ? new ServerSocket(0)
              : new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new Failure(Kind.AUTHENTICATION, "cannot listen for the redirect", e);
    }
  }

  URI redirectUri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/callback");
  }

  /** Waits for the browser and shows it a page; whoever comes for something else gets none. */
  URI redirected(Duration limit) {
    try {
      listener.setSoTimeout((int) limit.toMillis());
      while (true) {
        try (Socket visitor = listener.accept()) {
          visitor.setSoTimeout((int) limit.toMillis());
          Matcher request = REQUEST.matcher(head(visitor));
          if (request.lookingAt()) {
            visitor.getOutputStream().write(PAGE);
            return redirectUri().resolve(request.group(1));
          }
        }
      }
    } catch (SocketTimeoutException e) {
      throw new Failure(Kind.AUTHENTICATION, "the user did not come back in time", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure(Kind.AUTHENTICATION, "the browser's request cannot be read", e);
    }
  }

  private static String head(Socket visitor) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(visitor.getInputStream(), StandardCharsets.ISO_8859_1));
    String first = in.readLine();
    String line = first;
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return String.valueOf(first);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException alreadyGone) {
      // Closing is all that was wanted.
    }
  }
}
