package dev.gatehouse.mock;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.gatehouse.connection.Connections;
import dev.gatehouse.mock.admin.Controls;
import dev.gatehouse.mock.exchange.KeyHolder;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.journal.Journal;
import dev.gatehouse.mock.scenario.Scenario;
import dev.gatehouse.mock.tls.CertificateAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the admin endpoints may do with the server they are on. */
record OwnControls(Server server) implements Controls {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public String lineupJson() {
    return Connections.toJsonWithSecrets(server.lineup.stream().map(Scenario::connection).toList());
  }

  @Override
  public String caPem() {
    return CertificateAuthority.ofThisJvm().pem();
  }

  @Override
  public String badTlsJson() {
    ArrayNode list = JSON.createArrayNode();
    server
        .badTls
        .uris()
        .forEach(
            (flaw, uri) ->
                list.addObject()
                    .put("name", flaw.id())
                    .put("uri", uri.toString())
                    .put("wrong", flaw.wrong()));
    return list.toString();
  }

  @Override
  public Journal journal() {
    return server.journal;
  }

  @Override
  public Faults faults() {
    return server.faults;
  }

  @Override
  public void reset() {
    server.reset();
  }

  @Override
  public Instant advanceClock(Duration by) {
    server.clock.advance(by);
    return server.clock.instant();
  }

  @Override
  public List<KeyHolder> keyHolders() {
    return server.router.providers().stream()
        .filter(KeyHolder.class::isInstance)
        .map(KeyHolder.class::cast)
        .toList();
  }
}
