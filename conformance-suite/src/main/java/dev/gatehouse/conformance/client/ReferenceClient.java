package dev.gatehouse.conformance.client;

import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Gatehouse's own client, {@code core}'s {@code HttpConnection}, as a client under test.
 *
 * @since 0.1
 */
public final class ReferenceClient implements ClientUnderTest {
  @Override
  public String name() {
    return "gatehouse";
  }

  @Override
  public Set<AuthType> authTypes() {
    return EnumSet.of(
        AuthType.NONE,
        AuthType.BASIC,
        AuthType.HEADER,
        AuthType.QUERY_PARAMS,
        AuthType.CUSTOM,
        AuthType.NTLM,
        AuthType.OAUTH2_AUTHORIZATION_CODE,
        AuthType.OAUTH2_CLIENT_CREDENTIALS,
        AuthType.AWS_ACCESS_KEY,
        AuthType.AWS_IAM_ROLE);
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.allOf(Feature.class);
  }

  @Override
  public Session open(Connection connection, ClientSettings settings) {
    return ReferenceSession.open(() -> connection, settings);
  }

  @Override
  public Session open(String connection, ClientSettings settings) {
    return ReferenceSession.open(() -> Connections.read(connection), settings);
  }
}
