package dev.gatehouse.mock.scenario;

import dev.gatehouse.client.ClientOptions;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.stub.StubbedApi;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A scenario whose gate stands on a site; everything it tells, it reads from its connection. */
record MountedScenario(Site site, Connection connection) implements Scenario {

  /** Puts the gate before {@code /api/TYPE}. */
  static Scenario mount(Site site, Auth auth, Gate gate) {
    String name = auth.type().id();
    site.mount(path(auth.type()), gate);
    return new MountedScenario(site, Connection.of(name, apiUri(site, auth.type()), auth));
  }

  /** Where the API of a type is on a site. */
  static URI apiUri(Site site, AuthType type) {
    return site.baseUri().resolve(path(type));
  }

  private static String path(AuthType type) {
    return "/api/" + type.id();
  }

  @Override
  public AuthType type() {
    return connection.auth().type();
  }

  @Override
  public HttpConnection open() {
    return HttpConnection.open(connection, ClientOptions.defaults().withClock(site.clock()));
  }

  @Override
  public URI apiUri() {
    return connection.baseUri();
  }

  @Override
  public StubbedApi api() {
    return site.api();
  }

  @Override
  public Faults faults() {
    return site.faults();
  }

  @Override
  public JournalEntry lastApiCall() {
    String gate = "gate " + path(type());
    return site.journal()
        .last(entry -> entry.handledBy().equals(gate))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no call has reached " + apiUri() + ": does the client use this address?"));
  }

  @Override
  public URI tokenUri() {
    return clientCredentials("token endpoint").tokenUri();
  }

  @Override
  public String clientId() {
    return clientCredentials("client id").clientId();
  }

  @Override
  public String clientSecret() {
    return clientCredentials("client secret").clientSecret().reveal();
  }

  private OAuth2ClientCredentialsAuth clientCredentials(String what) {
    if (connection.auth() instanceof OAuth2ClientCredentialsAuth auth) {
      return auth;
    }
    throw lacks(what);
  }

  @Override
  public String username() {
    @Nullable String username = null;
    if (connection.auth() instanceof BasicAuth auth) {
      username = auth.username();
    } else if (connection.auth() instanceof CustomAuth auth) {
      username = auth.username();
    }
    return present(username, "user name");
  }

  @Override
  public String password() {
    @Nullable Secret password = null;
    if (connection.auth() instanceof BasicAuth auth) {
      password = auth.password();
    } else if (connection.auth() instanceof CustomAuth auth) {
      password = auth.password();
    }
    return present(password, "password").reveal();
  }

  private <T> T present(@Nullable T value, String what) {
    if (value == null) {
      throw lacks(what);
    }
    return value;
  }

  private IllegalStateException lacks(String what) {
    return new IllegalStateException("the auth type " + type() + " has no " + what);
  }
}
