package dev.gatehouse.client;

import java.util.Set;

/**
 * What a signature is good for: a service in a region (AWS documentation: "Create a signed AWS API
 * request", credential scope).
 */
record SigningScope(String service, String region) {
  /** Services with object keys for paths: these are signed as they are. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3-object-lambda", "s3-outposts", "s3express");

  SigningScope {
    requireName("auth.service", service);
    requireName("auth.region", region);
  }

  /** Whether paths are signed as they are, and bodies can be signed in chunks. */
  boolean isObjectStore() {
    return OBJECT_STORES.contains(service);
  }

  /** Anything else would make another credential scope. */
  private static void requireName(String field, String name) {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new InvalidSettingException(
          field, "only letters, digits, '.', '_' and '-' can stand in a credential scope");
    }
  }
}
