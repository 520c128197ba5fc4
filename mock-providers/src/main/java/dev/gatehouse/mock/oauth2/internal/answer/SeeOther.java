package dev.gatehouse.mock.oauth2.internal.answer;

import dev.gatehouse.mock.exchange.ServerResponse;

/** Sends a browser on, by 303, so that no form is sent on with it (RFC 9700, section 4.12). */
public final class SeeOther {
  private SeeOther() {}

  public static ServerResponse to(String uri) {
    return ServerResponse.status(303)
        .with("Location", uri)
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
  }
}
