package dev.gatehouse.mock.cli;

import dev.gatehouse.mock.tls.TlsFlaw;
import java.net.URI;
import java.util.Map;

/** What {@code serve} prints of the bad-TLS range: each endpoint, and what is wrong with it. */
final class BadTlsTable {
  private BadTlsTable() {}

  /** The lines; nothing when there is no endpoint. */
  static String of(URI baseUri, Map<TlsFlaw, URI> endpoints) {
    if (endpoints.isEmpty()) {
      return "";
    }
    int names = 1;
    int addresses = 1;
    for (Map.Entry<TlsFlaw, URI> each : endpoints.entrySet()) {
      names = Math.max(names, each.getKey().id().length());
      addresses = Math.max(addresses, each.getValue().toString().length());
    }
    String row = "%-" + names + "s  %-" + addresses + "s  %s%n";
    StringBuilder text = new StringBuilder("%n".formatted());
    text.append(row.formatted("BAD TLS", "ADDRESS", "WHAT IS WRONG WITH IT"));
    endpoints.forEach((flaw, uri) -> text.append(row.formatted(flaw.id(), uri, flaw.wrong())));
    URI example = endpoints.values().iterator().next();
    text.append("  curl -so ca.pem %s/__gatehouse/ca.pem%n".formatted(baseUri));
    text.append("  curl --cacert ca.pem %s%n".formatted(example));
    return text.toString();
  }
}
