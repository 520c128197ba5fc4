package dev.gatehouse.mock.scenario;

import dev.gatehouse.client.ClientOptions;
import dev.gatehouse.client.HttpConnection;
import dev.gatehouse.connection.Auth;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.AwsAccessKeyAuth;
import dev.gatehouse.connection.AwsIamRoleAuth;
import dev.gatehouse.connection.BasicAuth;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.CustomAuth;
import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.OAuth2AuthorizationCodeAuth;
import dev.gatehouse.connection.OAuth2ClientCredentialsAuth;
import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.oauth2.User;
import dev.gatehouse.mock.stub.StubbedApi;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A scenario whose gate stands on a site; what it tells, it reads from its connection.
 *
 * @param user who logs in; null for auth types without
 */
record MountedScenario(Site site, Connection connection, @Nullable User user) implements Scenario {

  /** Puts the gate before {@code /api/TYPE}. */
  static Scenario mount(Site site, Auth auth, Gate gate) {
    return mount(site, auth.type().id(), auth, gate);
  }

  /** Puts the gate before {@code /api/NAME}. */
  static Scenario mount(Site site, String name, Auth auth, Gate gate) {
    return mount(site, name, auth, gate, null);
  }

  /** The same for an auth type with a user who logs in. */
  static Scenario mount(Site site, String name, Auth auth, Gate gate, @Nullable User user) {
    site.mount("/api/" + name, gate);
    return new MountedScenario(site, Connection.of(name, apiUri(site, name), auth), user);
  }

  /** Where the API of a scenario is on a site. */
  static URI apiUri(Site site, String name) {
    return site.baseUri().resolve("/api/" + name);
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
    String gate = "gate " + apiUri().getPath();
    return site.journal()
        .last(entry -> entry.handledBy().equals(gate))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no call has reached " + apiUri() + ": does the client use this address?"));
  }

  @Override
  public URI authorizationUri() {
    if (connection.auth() instanceof OAuth2AuthorizationCodeAuth auth) {
      return auth.authorizationUri();
    }
    throw lacks("authorization endpoint");
  }

  @Override
  public URI tokenUri() {
    @Nullable URI uri = null;
    if (connection.auth() instanceof OAuth2ClientCredentialsAuth auth) {
      uri = auth.tokenUri();
    } else if (connection.auth() instanceof OAuth2AuthorizationCodeAuth auth) {
      uri = auth.tokenUri();
    }
    return present(uri, "token endpoint");
  }

  @Override
  public String clientId() {
    @Nullable String id = null;
    if (connection.auth() instanceof OAuth2ClientCredentialsAuth auth) {
      id = auth.clientId();
    } else if (connection.auth() instanceof OAuth2AuthorizationCodeAuth auth) {
      id = auth.clientId();
    }
    return present(id, "client id");
  }

  @Override
  public String clientSecret() {
    @Nullable Secret secret = null;
    if (connection.auth() instanceof OAuth2ClientCredentialsAuth auth) {
      secret = auth.clientSecret();
    } else if (connection.auth() instanceof OAuth2AuthorizationCodeAuth auth) {
      secret = auth.clientSecret();
    }
    return present(secret, "client secret").reveal();
  }

  @Override
  public String username() {
    @Nullable String username = user == null ? null : user.username();
    if (connection.auth() instanceof BasicAuth auth) {
      username = auth.username();
    } else if (connection.auth() instanceof CustomAuth auth) {
      username = auth.username();
    } else if (connection.auth() instanceof NtlmAuth auth) {
      username = auth.username();
    }
    return present(username, "user name");
  }

  @Override
  public String password() {
    @Nullable Secret password = user == null ? null : user.password();
    if (connection.auth() instanceof BasicAuth auth) {
      password = auth.password();
    } else if (connection.auth() instanceof CustomAuth auth) {
      password = auth.password();
    } else if (connection.auth() instanceof NtlmAuth auth) {
      password = auth.password();
    }
    return present(password, "password").reveal();
  }

  @Override
  public String domain() {
    return present(connection.auth() instanceof NtlmAuth auth ? auth.domain() : null, "domain");
  }

  @Override
  public String workstation() {
    return present(
        connection.auth() instanceof NtlmAuth auth ? auth.workstation() : null, "workstation");
  }

  @Override
  public String service() {
    @Nullable String service = null;
    if (connection.auth() instanceof AwsAccessKeyAuth auth) {
      service = auth.service();
    } else if (connection.auth() instanceof AwsIamRoleAuth auth) {
      service = auth.service();
    }
    return present(service, "AWS service");
  }

  @Override
  public String region() {
    @Nullable String region = null;
    if (connection.auth() instanceof AwsAccessKeyAuth auth) {
      region = auth.region();
    } else if (connection.auth() instanceof AwsIamRoleAuth auth) {
      region = auth.region();
    }
    return present(region, "AWS region");
  }

  @Override
  public String accessKeyId() {
    @Nullable String id = null;
    if (connection.auth() instanceof AwsAccessKeyAuth auth) {
      id = auth.accessKeyId();
    } else if (connection.auth() instanceof AwsIamRoleAuth auth) {
      id = auth.accessKeyId();
    }
    return present(id, "access key");
  }

  @Override
  public String secretAccessKey() {
    @Nullable Secret secret = null;
    if (connection.auth() instanceof AwsAccessKeyAuth auth) {
      secret = auth.secretAccessKey();
    } else if (connection.auth() instanceof AwsIamRoleAuth auth) {
      secret = auth.secretAccessKey();
    }
    return present(secret, "access key").reveal();
  }

  @Override
  public String roleArn() {
    return role().roleArn();
  }

  @Override
  public String externalId() {
    return role().externalId();
  }

  @Override
  public URI stsEndpoint() {
    return present(role().stsEndpoint(), "STS endpoint");
  }

  private AwsIamRoleAuth role() {
    return present(connection.auth() instanceof AwsIamRoleAuth auth ? auth : null, "role");
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
