package dev.gatehouse.mock.oauth2.internal.answer;

import dev.gatehouse.mock.exchange.ServerResponse;

/** Keeps answers with tokens out of caches (RFC 6749, section 5.1). */
public final class NoStore {
  private NoStore() {}

  public static ServerResponse on(ServerResponse response) {
    return response.with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }
}
