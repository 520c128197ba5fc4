package dev.gatehouse.mock.scenario;

import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.stub.StubbedApi;
import java.net.URI;

/**
 * Both sides of one auth type, made for each other: provider, gate and connection.
 *
 * @since 0.1
 */
public interface Scenario {
  /** The auth type. */
  AuthType type();

  /** The client side, as data, with the right credentials. */
  Connection connection();

  /** A new client with these credentials and the server's clock; the caller closes it. */
  HttpConnection open();

  /** Where the guarded API is: {@code http://127.0.0.1:PORT/api/TYPE}. */
  URI apiUri();

  /** The API behind the gate, to be stubbed; stubs see the path below {@link #apiUri()}. */
  StubbedApi api();

  /**
   * Misbehaviours to ask for. They are the whole server's: {@code
   * faults().on(Target.pathPrefix(apiUri().getPath()))} is this API, {@code
   * faults().on(Target.endpoint("token"))} the token endpoint.
   */
  Faults faults();

  /**
   * The newest call of this scenario's API, admitted or refused.
   *
   * @throws IllegalStateException if there was none
   */
  JournalEntry lastApiCall();

  /**
   * The token endpoint.
   *
   * @throws IllegalStateException if this auth type has none; so for the ones below
   */
  URI tokenUri();

  /** The id the client is registered by, as it is: not form-encoded. */
  String clientId();

  /** The client's secret, as it is: not form-encoded. */
  String clientSecret();

  /** The name of the user. */
  String username();

  /** The password of the user. */
  String password();
}
