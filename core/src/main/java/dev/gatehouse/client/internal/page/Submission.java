package dev.gatehouse.client.internal.page;

import java.io.IOException;
import java.net.URI;

/**
 * What a form sends.
 *
 * @param post whether as a body; else {@code target} has it as query
 * @param data URL-encoded; it may hold a password
 */
public record Submission(boolean post, URI target, String data) {
  /** How the data is encoded. */
  public static final String FORM = "application/x-www-form-urlencoded";

  static Submission of(boolean post, URI action, String data) throws IOException {
    String scheme = String.valueOf(action.getScheme());
    boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    if (!http || action.getHost() == null) {
      throw new IOException("its form leads to something that is not HTTP");
    }
    String place = action.toString().split("[?#]", 2)[0];
    String query = action.getRawQuery() == null ? "" : "?" + action.getRawQuery();
    return new Submission(post, URI.create(place + (post ? query : "?" + data)), post ? data : "");
  }

  /** Where to, and nothing of what. */
  @Override
  public String toString() {
    return (post ? "POST " : "GET ") + target.getScheme() + "://" + target.getRawAuthority();
  }
}
