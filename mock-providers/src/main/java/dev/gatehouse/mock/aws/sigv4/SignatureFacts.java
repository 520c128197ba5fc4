package dev.gatehouse.mock.aws.sigv4;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A signature that was verified, as the journal shows it.
 *
 * @param algorithm {@code AWS4-HMAC-SHA256} or {@code AWS4-ECDSA-P256-SHA256}
 * @param accessKeyId whose key
 * @param scope {@code DATE/REGION/SERVICE/aws4_request}
 * @param signedHeaders names in lower case
 * @param payload the hash that was signed, or the word in its place
 * @param presigned whether it came in the query
 * @since 0.1
 */
public record SignatureFacts(
    String algorithm,
    String accessKeyId,
    String scope,
    List<String> signedHeaders,
    String payload,
    boolean presigned) {
  public SignatureFacts {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /** As the evidence of a journal entry. */
  public Map<String, String> evidence() {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("algorithm", algorithm);
    evidence.put("accessKeyId", accessKeyId);
    evidence.put("credentialScope", scope);
    evidence.put("signedHeaders", String.join(";", signedHeaders));
    evidence.put("payload", payload);
    evidence.put("presigned", String.valueOf(presigned));
    return evidence;
  }
}
