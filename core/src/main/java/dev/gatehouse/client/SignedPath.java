package dev.gatehouse.client;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A path as it is signed. */
final class SignedPath {
  private SignedPath() {}

  /**
   * An object store's, whose segments are encoded once in the one canonical way, however they are
   * written on the wire; nothing else is changed. Other services encode what is on the wire again,
   * which the signer does.
   */
  static String of(String rawPath, boolean objectStore) {
    if (rawPath.isEmpty()) {
      return "/";
    }
    return objectStore
        ? Arrays.stream(rawPath.split("/", -1))
            .map(segment -> PercentCoding.encode(PercentCoding.bytes(segment)))
            .collect(Collectors.joining("/"))
        : rawPath;
  }
}
