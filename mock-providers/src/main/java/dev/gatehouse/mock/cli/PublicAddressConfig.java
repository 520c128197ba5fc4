package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.mock.Gatehouse;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server is called by those who reach it from elsewhere.
 *
 * @param publicUrl null for where it listens
 * @param followHosts hosts to be called by as requests do
 */
record PublicAddressConfig(@Nullable URI publicUrl, List<String> followHosts) {
  static final PublicAddressConfig NONE = new PublicAddressConfig(null, List.of());

  /** The keys of a configuration file. */
  static PublicAddressConfig read(Fields fields) {
    PublicAddressConfig read =
        new PublicAddressConfig(fields.optionalUri("publicUrl"), fields.texts("followHosts"));
    try {
      read.apply(Gatehouse.builder());
    } catch (IllegalArgumentException e) {
      String[] parts = String.valueOf(e.getMessage()).split(": ", 2);
      throw fields.invalid(parts[0], parts[1]);
    }
    return read;
  }

  /** The same, with what the command line says in the place of it. */
  PublicAddressConfig or(@Nullable URI url, @Nullable List<String> hosts) {
    return new PublicAddressConfig(
        url == null ? publicUrl : url, hosts == null ? followHosts : hosts);
  }

  /**
   * Tells a server.
   *
   * @throws IllegalArgumentException if it is none; the message starts with the key
   */
  Gatehouse.Builder apply(Gatehouse.Builder builder) {
    builder.followHosts(followHosts.toArray(String[]::new));
    return publicUrl == null ? builder : builder.publicUrl(publicUrl);
  }
}
