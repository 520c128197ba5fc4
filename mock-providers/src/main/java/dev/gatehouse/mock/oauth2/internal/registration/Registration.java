package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.oauth2.DynamicRegistration;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.ledger.IssuedTokens;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Everything about clients that register themselves: its endpoints and what they keep. */
public final class Registration {
  private final DynamicRegistration rules;
  private final DynamicClients clients;
  private final RegisterClient registering;
  private final Issuers issuers;

  /**
   * @param grantTypes the grants there are
   * @param authenticationMethods how clients may prove themselves
   * @param idTokenAlgorithms what ID tokens may be signed by
   */
  public Registration(
      DynamicRegistration rules,
      ClientRegistry registry,
      IssuedTokens tokens,
      Issuers issuers,
      InstantSource clock,
      Set<String> grantTypes,
      Set<String> authenticationMethods,
      Supplier<Set<String>> idTokenAlgorithms) {
    this.rules = rules;
    this.issuers = issuers;
    clients = new DynamicClients(registry, tokens, rules.most());
    registering =
        new RegisterClient(
            clients,
            rules,
            () ->
                new ReadMetadata.Abilities(
                    grantTypes, authenticationMethods, idTokenAlgorithms.get()),
            clock);
  }

  /** Where clients register. */
  public Endpoint endpoint() {
    return new RegistrationEndpoint(
        rules
            .initialAccessToken()
            .map(
                token ->
                    new RegistrationToken(
                        Optional.of(token),
                        "the token is not the initial access token of this server")),
        registering,
        issuers);
  }

  /** Where a client manages its registration. */
  public Endpoint configuration(String clientId) {
    return new ConfigurationEndpoint(clientId, clients, registering, issuers);
  }

  /** Forgets every client that registered itself. */
  public void reset() {
    clients.clear();
  }
}
