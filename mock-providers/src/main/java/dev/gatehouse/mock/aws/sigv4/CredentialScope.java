package dev.gatehouse.mock.aws.sigv4;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a signature is for: {@code DATE/REGION/SERVICE/aws4_request}; SigV4A has no region in it.
 *
 * @param date as {@code yyyyMMdd}
 * @param region empty for SigV4A
 * @param terminator {@code aws4_request} when it is right
 */
record CredentialScope(String date, String region, String service, String terminator) {
  static final String TERMINATOR = "aws4_request";

  /**
   * Access key id and scope.
   *
   * @param accessKeyId may hold slashes of its own
   */
  record Credential(String accessKeyId, CredentialScope scope) {}

  /** Reads a credential; empty when it has too few parts. */
  static Optional<Credential> parse(String credential, Algorithm algorithm) {
    List<String> parts = new ArrayList<>(Arrays.asList(credential.split("/", -1)));
    int scopeParts = algorithm == Algorithm.V4 ? 4 : 3;
    if (parts.size() < scopeParts + 1) {
      return Optional.empty();
    }
    int start = parts.size() - scopeParts;
    List<String> scope = parts.subList(start, parts.size());
    CredentialScope read =
        algorithm == Algorithm.V4
            ? new CredentialScope(scope.get(0), scope.get(1), scope.get(2), scope.get(3))
            : new CredentialScope(scope.get(0), "", scope.get(1), scope.get(2));
    return Optional.of(new Credential(String.join("/", parts.subList(0, start)), read));
  }

  /** As it stands in the string to sign. */
  String text() {
    return region.isEmpty()
        ? date + "/" + service + "/" + terminator
        : date + "/" + region + "/" + service + "/" + terminator;
  }
}
