package dev.gatehouse.mock.gate;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * @param onward the request as the API gets it, where the gate took out of header or body what
   *     was its own; null for the request as it came. Its path stays the one that was judged
   */
  record Admitted(String principal, Map<String, String> evidence, @Nullable ServerRequest onward)
      implements Verdict {
    public Admitted {
      evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /** The API gets the request as it came. */
    public Admitted(String principal, Map<String, String> evidence) {
      this(principal, evidence, null);
    }
  }

  /**
   * The next leg of a login that takes several.
   *
   * @param explanation for the journal
   * @param response the challenge
   * @param evidence what was shown so far, by name and without secrets
   */
  record Challenged(String explanation, ServerResponse response, Map<String, String> evidence)
      implements Verdict {
    public Challenged {
      evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /** Nothing was shown yet. */
    public Challenged(String explanation, ServerResponse response) {
      this(explanation, response, Map.of());
    }
  }

  /**
   * The request may not pass.
   *
   * @param reason a stable word for it, in lower case with hyphens: {@code wrong-password}
   * @param explanation for the journal: what was wrong and what would have been right, in words a
   *     developer can act on, without any secret
   * @param response the provider's own error
   * @param evidence what was shown, by name and without secrets
   */
  record Refused(
      String reason, String explanation, ServerResponse response, Map<String, String> evidence)
      implements Verdict {
    public Refused {
      evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /** Nothing was shown that the explanation does not name. */
    public Refused(String reason, String explanation, ServerResponse response) {
      this(reason, explanation, response, Map.of());
    }
  }
}
