package dev.gatehouse.mock;

import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.journal.Journal;
import dev.gatehouse.mock.ntlm.NtlmAccounts;
import dev.gatehouse.mock.scenario.Site;
import dev.gatehouse.mock.stub.StubbedApi;
import java.net.URI;
import java.time.InstantSource;

/** What the scenarios of a line-up are put up on. */
record OwnSite(Server server) implements Site {
  @Override
  public URI baseUri() {
    return server.baseUri;
  }

  @Override
  public URI httpsUri() {
    return server.httpsUri;
  }

  @Override
  public PublicAddress publicAddress() {
    return server.publicAddress;
  }

  @Override
  public InstantSource clock() {
    return server.clock;
  }

  @Override
  public Journal journal() {
    return server.journal;
  }

  @Override
  public StubbedApi api() {
    return server.stubs.api();
  }

  @Override
  public Faults faults() {
    return server.faults;
  }

  @Override
  public NtlmAccounts ntlm() {
    return server.ntlm;
  }

  @Override
  public void register(Provider provider) {
    server.router.register(provider);
  }

  @Override
  public void mount(String pathPrefix, Gate gate) {
    server.router.mount(pathPrefix, gate, true);
  }
}
