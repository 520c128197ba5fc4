package dev.gatehouse.conformance.cli;

import dev.gatehouse.conformance.client.ClientUnderTest;
import dev.gatehouse.conformance.client.ReferenceClient;
import dev.gatehouse.conformance.saboteur.Saboteur;
import dev.gatehouse.conformance.saboteur.Saboteurs;
import java.util.Optional;
import java.util.stream.Stream;

/** The clients that come with the suite, by name. */
final class Clients {
  private static final ReferenceClient REFERENCE = new ReferenceClient();

  private Clients() {}

  static Stream<ClientUnderTest> all() {
    return Stream.concat(Stream.of(REFERENCE), Saboteurs.all().stream().map(Saboteur::client));
  }

  static Optional<ClientUnderTest> named(String name) {
    return all().filter(client -> client.name().equals(name)).findFirst();
  }
}
