package dev.gatehouse.mock.aws.sigv4;

import java.util.Arrays;
import java.util.Optional;

/** How requests are signed. */
enum Algorithm {
  /** With a key derived from the secret for a day, a region and a service. */
  V4("AWS4-HMAC-SHA256"),
  /** With a private key derived from the secret, for a set of regions. */
  V4A("AWS4-ECDSA-P256-SHA256");

  private final String id;

  Algorithm(String id) {
    this.id = id;
  }

  /** As requests name it. */
  String id() {
    return id;
  }

  static Optional<Algorithm> of(String id) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.id.equals(id)).findFirst();
  }
}
