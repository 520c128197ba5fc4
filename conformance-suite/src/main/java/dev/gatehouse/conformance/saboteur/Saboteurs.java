package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.ClientUnderTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Every saboteur there is: exactly one for each check.
 *
 * @since 0.1
 */
public final class Saboteurs {
  private Saboteurs() {}

  /** In the order of the families. */
  public static List<Saboteur> all() {
    return Arrays.stream(Flaw.values())
        .map(
            flaw ->
                new Saboteur(
                    flaw.checkId(), flaw.words(), alsoFails(flaw), new BreakableClient(flaw)))
        .toList();
  }

  /** The client that the saboteurs are made of, without any flaw: it passes every check. */
  public static ClientUnderTest flawless() {
    return new BreakableClient(null);
  }

  private static Map<String, String> alsoFails(Flaw flaw) {
    return switch (flaw) {
      case CACHE_REUSE ->
          Map.of(
              "cache.single-flight",
              "a token for each call is also a token for each caller that waits");
      case TOKEN_POST_FORM, TOKEN_BASIC_ENCODED, TOKEN_ONE_METHOD ->
          Map.of("cc.fields", "a provider that verifies the whole token request refuses it");
      case TOKEN_BEARER_PLACE ->
          Map.of("cc.fields", "an API that verifies the token looks for it in the header");
      case CODE_PKCE_SENT ->
          Map.of(
              "code.pkce-s256", "a challenge cannot be compared with a verifier that never comes",
              "code.pkce-verifier", "a verifier that never comes is none of 43 characters");
      case SIGV4_PATH, SIGV4_QUERY, SIGV4_PAYLOAD ->
          Map.of("sigv4.vectors", "the published requests have such a path, query and body too");
      case SIGV4_HOST_SIGNED -> {
        String reason = "a verifier refuses a signature without the host before it looks further";
        yield Map.of(
            "sigv4.vectors", reason,
            "sigv4.path", reason,
            "sigv4.query", reason,
            "sigv4.payload", reason);
      }
      case BASIC_CLEARTEXT ->
          Map.of("tls.wildcard", "in clear, a proxy takes it to any host, and answers");
      case TLS_UNTRUSTED ->
          Map.of("basic.cleartext", "what fails there is the trust in an unknown authority");
      case TLS_HOSTNAME -> {
        String reason = "a client that looks at no name does not look at this one either";
        yield Map.of("tls.cn-only", reason, "tls.wildcard", reason);
      }
      default -> Map.of();
    };
  }
}
