package dev.gatehouse.mock.oauth2.internal.assertion;

import dev.gatehouse.mock.credential.internal.MalformedCredentialException;
import dev.gatehouse.mock.jose.internal.jws.CompactJws;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.Parameters;
import dev.gatehouse.mock.oauth2.internal.client.ClientSignature;
import java.util.Optional;

/**
 * The assertion of a request, not yet verified (RFC 7521, section 4.2; RFC 7523, section 2.2).
 *
 * @param clientId the {@code sub}: who it says it comes from
 */
record ClientAssertion(CompactJws jws, String clientId) {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /**
   * Reads the parameters.
   *
   * @return empty when there is no assertion
   * @throws OAuth2Refusal if there is half of one, or one that cannot be read
   */
  static Optional<ClientAssertion> of(Parameters parameters) throws OAuth2Refusal {
    Optional<String> text = parameters.get("client_assertion");
    Optional<String> type = parameters.get("client_assertion_type");
    if (text.isEmpty() && type.isEmpty()) {
      return Optional.empty();
    }
    if (text.isEmpty() || type.isEmpty()) {
      String missing = text.isEmpty() ? "client_assertion" : "client_assertion_type";
      throw OAuth2Refusal.invalidRequest(
          "The parameter " + missing + " is missing.",
          "client_assertion and client_assertion_type belong together, and "
              + missing
              + " is missing (RFC 7521, section 4.2)");
    }
    if (!type.get().equals(TYPE)) {
      throw OAuth2Refusal.invalidClient(
          "the client_assertion_type is another than " + TYPE + " (RFC 7523, section 2.2)");
    }
    try {
      return Optional.of(read(CompactJws.parse(text.get())));
    } catch (MalformedCredentialException e) {
      throw OAuth2Refusal.invalidClient("the client_assertion " + e.explanation());
    }
  }

  private static ClientAssertion read(CompactJws jws) throws OAuth2Refusal {
    if (!ClientSignature.isSigned(jws)) {
      throw OAuth2Refusal.invalidClient(
          "the client_assertion is signed by an alg that is none or unknown here; there are: "
              + String.join(", ", ClientSignature.algorithms()));
    }
    if (jws.claims().get("sub") instanceof String subject && !subject.isEmpty()) {
      return new ClientAssertion(jws, subject);
    }
    throw OAuth2Refusal.invalidClient(
        "the client_assertion has no sub that is a text; it must be the client_id (RFC 7523,"
            + " section 3)");
  }
}
