package dev.gatehouse.client;

import java.net.URI;
import java.util.List;

/** Several credentials on one request, in order. */
record Together(List<Authenticator> all) implements Authenticator {
  Together {
    all = List.copyOf(all);
  }

  @Override
  public Outgoing authenticate(Outgoing request) {
    Outgoing authenticated = request;
    for (Authenticator each : all) {
      authenticated = each.authenticate(authenticated);
    }
    return authenticated;
  }

  @Override
  public URI withoutCredential(URI uri) {
    URI cleaned = uri;
    for (Authenticator each : all) {
      cleaned = each.withoutCredential(cleaned);
    }
    return cleaned;
  }
}
