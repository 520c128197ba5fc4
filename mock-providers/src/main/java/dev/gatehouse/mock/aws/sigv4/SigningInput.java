package dev.gatehouse.mock.aws.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Everything a signature is made from, but the secret. The right one is what the specification
 * says; {@link Diagnosis} tries those of known mistakes. Texts have one character a byte.
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
        + Sha256.hex(canonicalRequest().getBytes(StandardCharsets.ISO_8859_1));
  }

  SigningInput withTimestamp(String other) {
    return new SigningInput(
        algorithm, other, scope, method, path, query, headers, signedHeaders, payloadHash);
  }

  SigningInput withScope(CredentialScope other) {
    return new SigningInput(
        algorithm, timestamp, other, method, path, query, headers, signedHeaders, payloadHash);
  }

  SigningInput withMethod(String other) {
    return new SigningInput(
        algorithm, timestamp, scope, other, path, query, headers, signedHeaders, payloadHash);
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

  SigningInput withHeaders(String lines) {
    return withHeaders(lines, signedHeaders);
  }

  SigningInput withPayloadHash(String other) {
    return new SigningInput(
        algorithm, timestamp, scope, method, path, query, headers, signedHeaders, other);
  }
}
