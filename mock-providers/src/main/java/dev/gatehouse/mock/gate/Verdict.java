package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.Map;

/**
 * What a gate says to a request.
 *
 * @since 0.1
 */
public sealed interface Verdict {
  /**
   * The request may pass.
   *
   * @param principal who it is, for example a user name or client id
   * @param evidence what proved it, by name and without secrets, for example {@code scope}
   */
  record Admitted(String principal, Map<String, String> evidence) implements Verdict {
    public Admitted {
      evidence = Map.copyOf(evidence);
    }
  }

  /**
   * The next leg of a login that takes several.
   *
   * @param explanation for the journal
   * @param response the challenge
   */
  record Challenged(String explanation, ServerResponse response) implements Verdict {}

  /**
   * The request may not pass.
   *
   * @param reason a stable word for it, in lower case with hyphens: {@code wrong-password}
   * @param explanation for the journal: what was wrong and what would have been right, in words a
   *     developer can act on, without any secret
   * @param response the provider's own error
   */
  record Refused(String reason, String explanation, ServerResponse response) implements Verdict {}
}
