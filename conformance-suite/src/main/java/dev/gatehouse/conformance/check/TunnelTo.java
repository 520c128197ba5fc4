package dev.gatehouse.conformance.check;

import dev.gatehouse.conformance.Bench;
import dev.gatehouse.conformance.peer.Peer;
import dev.gatehouse.conformance.peer.Reply;

/** A proxy that takes every CONNECT to one server, whatever its name, and nothing else. */
final class TunnelTo {
  private TunnelTo() {}

  static Peer on(Bench bench, Peer server) {
    return bench
        .peer()
        .answer(
            request ->
                request.method().equals("CONNECT")
                    ? Reply.tunnel(server)
                    : Reply.text(400, "CONNECT only"));
  }
}
