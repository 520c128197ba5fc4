package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import java.util.List;
import java.util.Optional;

/**
 * What a request says about its own signature, not yet proved.
 *
 * @param place header or query
 * @param algorithm how it was signed
 * @param accessKeyId whose key
 * @param scope what for
 * @param signedHeaders the names of the headers that were signed, in the order given
 * @param signature lower-case hex
 * @param timestamp as {@code yyyyMMdd'T'HHmmss'Z'}
 * @param expires seconds a presigned URL is good; empty in a header
 * @param sessionToken of temporary credentials
 * @param regionSet of SigV4A; empty for SigV4
 */
record Claim(
    Place place,
    Algorithm algorithm,
    String accessKeyId,
    CredentialScope scope,
    List<String> signedHeaders,
    String signature,
    String timestamp,
    Optional<Long> expires,
    Optional<Secret> sessionToken,
    String regionSet) {
  Claim {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /** Where a request carries its signature. */
  enum Place {
    HEADER,
    QUERY
  }
}
