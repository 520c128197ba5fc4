package dev.gatehouse.mock.oauth2;

import dev.gatehouse.mock.gate.AccessTokenVerifier;
import dev.gatehouse.mock.jose.internal.key.SigningKeys;
import dev.gatehouse.mock.oauth2.internal.access.AccessTokenClaims;
import dev.gatehouse.mock.oauth2.internal.access.AccessTokens;
import dev.gatehouse.mock.oauth2.internal.access.BoundTokenVerifier;
import dev.gatehouse.mock.oauth2.internal.access.IssuedAccessTokenVerifier;
import dev.gatehouse.mock.oauth2.internal.client.ClientRegistry;
import dev.gatehouse.mock.oauth2.internal.client.Supported;
import dev.gatehouse.mock.oauth2.internal.cors.Origins;
import dev.gatehouse.mock.oauth2.internal.device.DeviceFlow;
import dev.gatehouse.mock.oauth2.internal.dpop.DpopNonces;
import dev.gatehouse.mock.oauth2.internal.dpop.DpopProofs;
import dev.gatehouse.mock.oauth2.internal.issuer.Issuers;
import dev.gatehouse.mock.oauth2.internal.ledger.Ledger;
import dev.gatehouse.mock.oauth2.internal.login.People;
import dev.gatehouse.mock.oauth2.internal.login.Strengths;
import dev.gatehouse.mock.oauth2.internal.login.Users;
import dev.gatehouse.mock.oauth2.internal.logout.EndSessionEndpoint;
import dev.gatehouse.mock.oauth2.internal.lookup.FindToken;
import dev.gatehouse.mock.oauth2.internal.openid.IdTokenHints;
import dev.gatehouse.mock.oauth2.internal.registration.Registration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an authorization server is made of: whom it knows, what it remembers and can do. */
final class ServerParts {
  final Issuers issuers;
  final InstantSource clock;
  final SigningKeys keys;
  final Ledger ledger;
  final ClientRegistry clients;
  final People people;
  final DeviceFlow devices;
  final DpopProofs proofs;
  final DpopProofs apiProofs;
  final AccessTokens accessTokens;
  final AccessTokenVerifier anyAccessToken;
  final FindToken tokens;
  final Supported supported;
  final IdTokenHints hints;
  final EndSessionEndpoint endSession;
  final Optional<Registration> registration;
  final Origins origins;
  final boolean pushedOnly;

  ServerParts(OAuth2Provider.Builder settings) {
    issuers = Issuers.of(settings.issuer, settings.publicAddress);
    clock = settings.clock;
    keys = new SigningKeys(clock);
    settings.signingAlgorithms.forEach(keys::want);
    settings.clients.values().forEach(this::makeKeysFor);
    ledger = new Ledger(clock);
    clients = new ClientRegistry(settings.clients);
    people =
        new People(
            new Users(settings.users),
            new Strengths(settings.acrValues),
            settings.automaticUser,
            settings.listUsers,
            issuers,
            clock);
    devices = new DeviceFlow(ledger, people, settings.devicePollingInterval, clock);
    proofs = proofs(settings, issuers::endpointUri);
    apiProofs = proofs(settings, DpopProofs.Published.at(settings.publicAddress));
    accessTokens = new AccessTokens(keys, ledger, clock, settings.accessTokenClaims);
    anyAccessToken = verifier(null);
    tokens = new FindToken(anyAccessToken, ledger);
    supported =
        Supported.of(BuiltIn.grants(this, settings), BuiltIn.authenticationMethods(this, settings));
    settings.clients.values().forEach(supported::requireFor);
    hints = new IdTokenHints(keys, issuers, clients);
    endSession = new EndSessionEndpoint(people.browsers(), hints, clients, clock);
    registration = Optional.ofNullable(settings.registration).map(this::registration);
    origins =
        settings.allowedOrigins.contains("*")
            ? new Origins.Any()
            : new Origins.OfClients(clients, Set.copyOf(settings.allowedOrigins));
    pushedOnly = settings.pushedOnly;
  }

  private DpopProofs proofs(OAuth2Provider.Builder settings, DpopProofs.Published published) {
    DpopNonces nonces =
        settings.noncePeriod == null ? null : new DpopNonces(clock, settings.noncePeriod);
    return new DpopProofs(ledger.proofs(), nonces, published, clock);
  }

  private Registration registration(DynamicRegistration how) {
    return new Registration(
        how,
        clients,
        ledger.tokens(),
        issuers,
        clock,
        supported.grants().keySet(),
        supported.authenticationMethods().keySet(),
        keys::algorithms);
  }

  /** Tells whether an access token is this server's and good at an API; null for any of them. */
  AccessTokenVerifier verifier(@Nullable String audience) {
    return new BoundTokenVerifier(
        new IssuedAccessTokenVerifier(
            keys, ledger, new AccessTokenClaims(issuers, audience, ledger.tokens(), clock)),
        apiProofs,
        this::wantsClientCertificates);
  }

  boolean wantsClientCertificates() {
    return clients.all().stream().anyMatch(supported::wantsCertificate);
  }

  void register(RegisteredClient client) {
    supported.requireFor(client);
    makeKeysFor(client);
    clients.put(client);
  }

  private void makeKeysFor(RegisteredClient client) {
    client.serverKeyAlgorithms().forEach(keys::want);
  }

  void reset() {
    ledger.reset();
    people.reset();
    devices.reset();
    endSession.reset();
    registration.ifPresent(Registration::reset);
    proofs.reset();
    apiProofs.reset();
  }
}
