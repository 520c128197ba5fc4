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
   * Where users are sent to log in.
   *
   * @throws IllegalStateException if this auth type has no such place; so for the ones below
   */
  URI authorizationUri();

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

  /** The domain of the user, without a backslash. */
  String domain();

  /** What the client calls its own machine. */
  String workstation();

  /** The service that requests are signed for, for example {@code execute-api}. */
  String service();

  /** The region that requests are signed for, for example {@code eu-central-1}. */
  String region();

  /** The id of the access key; of a role, the one that may assume it. */
  String accessKeyId();

  /** The secret of the access key. */
  String secretAccessKey();

  /** The role to assume. */
  String roleArn();

  /** What the role's trust policy asks for. */
  String externalId();

  /** Where the role is assumed. */
  URI stsEndpoint();
}
