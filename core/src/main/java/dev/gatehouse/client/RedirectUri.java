package dev.gatehouse.client;

import java.net.URI;

/** Where a user is sent back to, and what that looks like when it happens. */
record RedirectUri(URI uri) {
  /** Whether this URI is the redirect URI, with parameters of an answer added to its own. */
  boolean isAnswered(URI answer) {
    return place(uri).equals(place(answer)) && startsWith(query(answer), query(uri));
  }

  /** The parameters that came with an answer: its query without the redirect URI's own. */
  String added(URI answer) {
    String rest = query(answer).substring(query(uri).length());
    return rest.startsWith("&") ? rest.substring(1) : rest;
  }

  private static boolean startsWith(String query, String own) {
    return own.isEmpty() || query.equals(own) || query.startsWith(own + "&");
  }

  /** All but query and fragment; host and scheme compare without case. */
  private static String place(URI uri) {
    if (!Origin.canBeOf(uri)) {
      String text = uri.toString();
      return uri.getScheme() == null ? text : text.split("[?#]", 2)[0];
    }
    return Origin.of(uri) + (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
  }

  private static String query(URI uri) {
    return uri.getRawQuery() == null ? "" : uri.getRawQuery();
  }
}
