package dev.gatehouse.mock.aws.sigv4;

import java.util.List;

/**
 * Everything a signature is made from, but the secret. The right one is what the specification
 * says; {@link Diagnosis} tries those of known mistakes.
 *
 * @param method as sent
 * @param path canonical
 * @param query canonical
 * @param headers canonical, each line ended
 * @param signedHeaders names in lower case
 * @param payloadHash in hex, or one of the words for payloads that are not hashed
 */
record SigningInput(
    Algorithm algorithm,
    String timestamp,
    CredentialScope scope,
    String method,
    String path,
    String query,
    String headers,
    List<String> signedHeaders,
    String payloadHash) {

  /** The canonical request. */
  String canonicalRequest() {
    return method
        + '\n'
        + path
        + '\n'
        + query
        + '\n'
        + headers
        + '\n'
        + String.join(";", signedHeaders)
        + '\n'
        + payloadHash;
  }

  /** The string to sign. */
  String stringToSign() {
    return algorithm.id()
        + '\n'
        + timestamp
        + '\n'
        + scope.text()
        + '\n'
        + Sha256.hex(canonicalRequest());
  }

  SigningInput withPath(String other) {
    return new SigningInput(
        algorithm, timestamp, scope, method, other, query, headers, signedHeaders, payloadHash);
  }

  SigningInput withQuery(String other) {
    return new SigningInput(
        algorithm, timestamp, scope, method, path, other, headers, signedHeaders, payloadHash);
  }

  SigningInput withHeaders(String lines, List<String> names) {
    return new SigningInput(
        algorithm, timestamp, scope, method, path, query, lines, names, payloadHash);
  }

  SigningInput withPayloadHash(String other) {
    return new SigningInput(
        algorithm, timestamp, scope, method, path, query, headers, signedHeaders, other);
  }
}
