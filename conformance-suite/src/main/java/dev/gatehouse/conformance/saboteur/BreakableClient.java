package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.conformance.client.Feature;
import dev.gatehouse.conformance.client.Session;
import dev.gatehouse.connection.AuthType;
import dev.gatehouse.connection.Connection;
import dev.gatehouse.connection.Connections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small client of ten auth types, conformant unless it is given a flaw. */
final class BreakableClient implements ClientUnderTest {
  private final @Nullable Flaw flaw;
  private final SharedTokens tokens;
  private final IdleLinks idle;

  BreakableClient(@Nullable Flaw flaw) {
    this.flaw = flaw;
    this.tokens = new SharedTokens(flaw);
    this.idle = new IdleLinks(flaw);
  }

  @Override
  public String name() {
    return flaw == null ? "flawless" : "saboteur:" + flaw.checkId();
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
    return open(Connections.toJsonWithSecrets(connection), settings);
  }

  @Override
  public Session open(String connection, ClientSettings settings) {
    return new BreakableSession(connection, settings, tokens, idle, flaw);
  }
}
