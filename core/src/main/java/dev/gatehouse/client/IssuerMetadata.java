package dev.gatehouse.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an authorization server says of itself (RFC 8414, section 2; OpenID Connect Discovery 1.0,
 * section 3). Only what is used is read.
 *
 * @param namesItselfInAnswers whether an authorization answer must have {@code iss} (RFC 9207,
 *     section 3)
 * @param idTokenAlgorithms empty when it does not say
 */
record IssuerMetadata(
    String issuer,
    Optional<URI> tokenEndpoint,
    Optional<URI> jwksUri,
    boolean namesItselfInAnswers,
    List<String> idTokenAlgorithms) {

  /**
   * Reads a document found for an issuer.
   *
   * @throws AuthorizationFailedException if it is another's: section 3.3 has it not used then
   */
  static IssuerMetadata read(String issuer, Map<String, Object> json) {
    if (!issuer.equals(json.get("issuer"))) {
      throw new AuthorizationFailedException(
          "the metadata found for the issuer "
              + issuer
              + " name another issuer, so they are not its own (RFC 8414, section 3.3)");
    }
    return new IssuerMetadata(
        issuer,
        location(json, "token_endpoint"),
        location(json, "jwks_uri"),
        Boolean.TRUE.equals(json.get("authorization_response_iss_parameter_supported")),
        texts(json.get("id_token_signing_alg_values_supported")));
  }

  private static Optional<URI> location(Map<String, Object> json, String member) {
    return json.get(member) instanceof String text ? HttpLocation.parse(text) : Optional.empty();
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
