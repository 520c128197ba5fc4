package dev.gatehouse.mock;

import dev.gatehouse.mock.exchange.Provider;
import java.util.List;
import java.util.regex.Pattern;

/** Where an issuer may stand: at a plain path that nobody else answers. */
final class IssuerPath {
  private static final Pattern PLAIN = Pattern.compile("(/(?!\\.\\.?(/|$))[A-Za-z0-9._~-]+)+");
  private static final Pattern OWN = Pattern.compile("/__(gatehouse|admin)(/.*)?");

  private IssuerPath() {}

  /**
   * Checks a path.
   *
   * @throws IllegalArgumentException if no issuer can stand there
   */
  static void requireFree(String path, List<Provider> providers) {
    if (!PLAIN.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "an issuer's path is written plainly, such as /oauth2/tenant-b, not " + path);
    }
    if (OWN.matcher(path).matches()) {
      throw new IllegalArgumentException(path + " is where the server itself is controlled");
    }
    for (Provider provider : providers) {
      if (provider.endpoint(path + "/token").isPresent()) {
        throw new IllegalArgumentException(path + " is taken, by " + provider.name());
      }
    }
  }
}
