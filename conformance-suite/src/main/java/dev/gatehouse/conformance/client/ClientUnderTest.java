package dev.gatehouse.conformance.client;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import java.util.Set;

/**
 * A client the suite judges. Safe for use by many threads.
 *
 * @since 0.1
 */
public interface ClientUnderTest extends AutoCloseable {
  /** For lists, reports and {@code --client}. */
  String name();

  /** The auth types it supports; checks that need others are skipped. */
  Set<AuthType> authTypes();

  /** What it can do; checks that need more are skipped. */
  Set<Feature> features();

  /**
   * Opens it on a connection. Settings the client refuses are no exception here: the session's
   * calls then say so.
   */
  Session open(Connection connection, ClientSettings settings);

  /**
   * Opens it on a connection as JSON text, in the format of {@link
   * dev.gatehouse.connection.Connections}: for settings that are wrong, which a {@link Connection}
   * could not even hold. A client that does not take them shows so on the session's calls.
   */
  Session open(String connection, ClientSettings settings);

  /** Frees what it holds beyond its sessions. */
  @Override
  default void close() {}
}
