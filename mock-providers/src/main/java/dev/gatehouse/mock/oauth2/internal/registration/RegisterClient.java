package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.credential.internal.ConstantTime;
import dev.gatehouse.mock.oauth2.DynamicRegistration;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.oauth2.internal.registration.ReadMetadata.Abilities;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes clients, and changes them (RFC 7591, section 3; RFC 7592, section 2.2).
 *
 * @param clients keeps them
 * @param rules for them
 * @param abilities what the server can do
 * @param clock tells when they registered
 */
public record RegisterClient(
    DynamicClients clients,
    DynamicRegistration rules,
    Supplier<Abilities> abilities,
    InstantSource clock) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 32;

  /** 64 characters: long enough for every algorithm that signs by a secret. */
  private static final int SECRET_BYTES = 48;

  /** What the server says of a client, and a client may not say of itself (RFC 7592, 2.2). */
  private static final List<String> SERVERS_OWN =
      List.of(
          "registration_access_token",
          "registration_client_uri",
          "client_secret_expires_at",
          "client_id_issued_at");

  DynamicClient register(Metadata metadata) throws OAuth2Refusal {
    ReadMetadata reading = new ReadMetadata(rules, abilities.get(), metadata);
    String id = UUID.randomUUID().toString();
    RegisteredClient client =
        reading.client(builder(id, reading.authenticationMethod(), Optional.empty()));
    DynamicClient dynamic =
        new DynamicClient(client, reading.registered(), fresh(TOKEN_BYTES), clock.instant());
    clients.add(dynamic);
    return dynamic;
  }

  /** What is left out is gone; the secret stays what it is as long as there is one. */
  Optional<DynamicClient> change(DynamicClient old, Metadata metadata) throws OAuth2Refusal {
    requireOwn(old.client(), metadata);
    ReadMetadata reading = new ReadMetadata(rules, abilities.get(), metadata);
    RegisteredClient client =
        reading.client(
            builder(old.client().id(), reading.authenticationMethod(), old.client().secret()));
    DynamicClient changed =
        new DynamicClient(client, reading.registered(), old.accessToken(), old.issuedAt());
    return clients.replace(changed) ? Optional.of(changed) : Optional.empty();
  }

  /** RFC 7592, section 2.2: a client names itself, and chooses no secret. */
  private static void requireOwn(RegisteredClient client, Metadata metadata) throws OAuth2Refusal {
    for (String name : SERVERS_OWN) {
      if (metadata.has(name)) {
        throw Metadata.invalid(name + " may not be in an update (RFC 7592, section 2.2)");
      }
    }
    if (!metadata.text("client_id").equals(Optional.of(client.id()))) {
      throw Metadata.invalid(
          "client_id is missing or not that of the registration, " + client.id());
    }
    Optional<String> secret = metadata.text("client_secret");
    String right = client.secret().map(Secret::reveal).orElse("");
    if (secret.isPresent() && !ConstantTime.equal(right, secret.get())) {
      throw Metadata.invalid(
          "client_secret is not the one that was issued; a client cannot choose its secret");
    }
  }

  private static RegisteredClient.Builder builder(
      String id, String method, Optional<Secret> secret) {
    return method.startsWith("client_secret")
        ? RegisteredClient.confidential(id, secret.orElseGet(() -> fresh(SECRET_BYTES)))
            .authenticationMethod(method)
        : RegisteredClient.builder(id).authenticationMethod(method);
  }

  private static Secret fresh(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
