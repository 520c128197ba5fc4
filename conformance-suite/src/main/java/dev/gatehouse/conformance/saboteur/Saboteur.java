package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.ClientUnderTest;
import java.util.Map;

/**
 * A client broken in just the way one check looks for.
 *
 * @param checkId the check it must fail
 * @param flaw what it does wrong, in one line
 * @param alsoFails other checks it cannot help failing, each with the reason
 * @param client the client; named {@code saboteur:} and the check's id
 * @since 0.1
 */
public record Saboteur(
    String checkId, String flaw, Map<String, String> alsoFails, ClientUnderTest client) {
  public Saboteur {
    alsoFails = Map.copyOf(alsoFails);
  }
}
