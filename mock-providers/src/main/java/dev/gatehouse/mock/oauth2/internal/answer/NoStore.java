package dev.gatehouse.mock.oauth2.internal.answer;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.Map;

/** Keeps answers with tokens out of caches (RFC 6749, section 5.1). */
public final class NoStore {
  private NoStore() {}

  /** JSON of these members. */
  public static ServerResponse json(int status, Map<String, Object> members) {
    return on(ServerResponse.json(status, JSONObjectUtils.toJSONString(members)));
  }

  public static ServerResponse on(ServerResponse response) {
    return response.with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }
}
