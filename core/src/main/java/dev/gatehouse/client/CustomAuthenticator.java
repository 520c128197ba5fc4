package dev.gatehouse.client;

import java.net.URI;
import java.util.List;

/**
 * A login of one's own for the {@code custom} auth type, for example a signature. It runs for every
 * attempt, on the final URI, headers and body; when it throws, nothing is sent.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface CustomAuthenticator {
  /**
   * What is about to be sent.
   *
   * @param method in upper case
   * @param uri final, query included
   * @param headers the request's own and the connection's
   * @param body the bytes of a body in memory; empty for none and for a streamed one
   */
  record Attempt(String method, URI uri, List<Headers.Field> headers, byte[] body) {
    /** Method and address only: query and headers may hold credentials. */
    @Override
    public String toString() {
      return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
  }

  /**
   * The headers that log this attempt in; they replace any of the same name.
   *
   * @throws Exception when it cannot; the request then fails at {@link Step#AUTHENTICATE}
   */
  List<Headers.Field> authenticate(Attempt attempt) throws Exception;
}
