package dev.gatehouse.mock.admin;

import dev.gatehouse.connection.internal.InvalidDocumentException;
import dev.gatehouse.connection.internal.Names;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.fault.FaultRule;
import dev.gatehouse.mock.fault.Faults;
import java.util.List;
import java.util.stream.Collectors;

/** Asks for faults, lists and removes them. */
record FaultCommands(Faults faults) {
  ServerResponse add(ServerRequest request) {
    try {
      return ServerResponse.json(201, FaultWriter.json(FaultReader.ask(request.body(), faults)));
    } catch (InvalidDocumentException e) {
      return ServerResponse.text(400, e.getMessage() + "\n");
    }
  }

  ServerResponse list() {
    return ServerResponse.json(200, FaultWriter.json(faults.rules()));
  }

  ServerResponse removeAll() {
    faults.removeAll();
    return ServerResponse.status(204);
  }

  ServerResponse remove(ServerRequest request) {
    String id = request.path().substring(request.path().lastIndexOf('/') + 1);
    return faults.remove(id)
        ? ServerResponse.status(204)
        : ServerResponse.text(
            404, "No fault " + Names.quoted(id) + " can still fire. There are: " + ids() + "\n");
  }

  private String ids() {
    List<FaultRule> rules = faults.rules();
    return rules.isEmpty()
        ? "none"
        : rules.stream().map(FaultRule::id).collect(Collectors.joining(", "));
  }
}
