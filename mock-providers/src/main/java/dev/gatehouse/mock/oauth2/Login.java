package dev.gatehouse.mock.oauth2;

import java.time.Instant;
import java.util.List;

/**
 * A user's log-in, which may serve many authorizations.
 *
 * @param user who logged in
 * @param at when: the {@code auth_time} of ID tokens
 * @param acr how strongly, as {@code acr} of ID tokens
 * @param amr by what, as {@code amr} of ID tokens (RFC 8176)
 * @param sessionId tells it from other log-ins of the same user: the {@code sid} of ID tokens
 * @since 0.1
 */
public record Login(User user, Instant at, String acr, List<String> amr, String sessionId) {
  public Login {
    amr = List.copyOf(amr);
  }
}
