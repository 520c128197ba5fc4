package dev.gatehouse.mock.oauth2.internal.lookup;

import dev.gatehouse.mock.oauth2.internal.ledger.RefreshToken;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a text turned out to be that somebody calls a token of this server. */
public sealed interface IssuedToken {
  /**
   * A good access token, JWT or opaque.
   *
   * @param claims what it says or stands for
   */
  record Access(Map<String, Object> claims) implements IssuedToken {
    public Access {
      claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /** The client it was issued to. */
    public String clientId() {
      return text("client_id");
    }

    /** Its name. */
    public String name() {
      return text("jti");
    }

    private String text(String claim) {
      return String.valueOf(claims.get(claim));
    }
  }

  /**
   * A good refresh token.
   *
   * @param token what it stands for
   * @param expiry when it ends
   */
  record Refresh(RefreshToken token, Instant expiry) implements IssuedToken {}

  /**
   * No good token of this server.
   *
   * @param reason a stable word for it, in lower case with hyphens
   * @param explanation for the journal, in words that follow nothing
   */
  record None(String reason, String explanation) implements IssuedToken {}
}
