package dev.gatehouse.mock.cli;

import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.OpenGate;
import dev.gatehouse.mock.gate.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Of a proxy without a login: lets in who is on this machine, whatever the server listens on. An
 * open proxy would have others reach what only this machine is to reach.
 */
record ThisMachineGate() implements Gate {
  private static final OpenGate OPEN = new OpenGate();

  @Override
  public Verdict judge(ServerRequest request) {
    String address = request.connection().address();
    return isLoopback(address)
        ? OPEN.judge(request)
        : new Verdict.Refused(
            "foreign-client",
            "the request comes from "
                + address
                + ", and a proxy that asks for no login is for its own machine only; set proxy.auth"
                + " in the configuration file to open it to others",
            ServerResponse.text(403, "This proxy is for its own machine only.\n"));
  }

  private static boolean isLoopback(String address) {
    try {
      return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
