package dev.gatehouse.mock.oauth2.internal.lookup;

import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.grant.Scopes;
import dev.gatehouse.mock.oauth2.internal.ledger.RefreshToken;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** For whom it stands. */
    public String subject() {
      return text("sub");
    }

    /** What it allows. */
    public Set<String> scopes() {
      return claims.get("scope") instanceof String list
          ? Scopes.parse(list).orElse(Set.of())
          : Set.of();
    }

    /** The APIs it is for. */
    public List<String> audience() {
      Object aud = claims.get("aud");
      return aud instanceof List<?> several
          ? several.stream().map(String::valueOf).toList()
          : List.of(String.valueOf(aud));
    }

    /** Whether it is for an API that this client is. */
    public boolean isFor(RegisteredClient client) {
      return audience().contains(client.id())
          || !Collections.disjoint(audience(), client.protectedResources());
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
