package dev.gatehouse.mock.scenario;

import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.PublicAddress;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.journal.Journal;
import dev.gatehouse.mock.ntlm.NtlmAccounts;
import dev.gatehouse.mock.stub.StubbedApi;
import java.net.URI;
import java.time.InstantSource;

/**
 * The server a line-up is made for: it has its port already, and answers once the line-up stands.
 *
 * @since 0.1
 */
public interface Site {
  /** {@code http://127.0.0.1:PORT}. */
  URI baseUri();

  /** {@code https://127.0.0.1:PORT}: the same port. */
  URI httpsUri();

  /** What the server is called by those who reach it from elsewhere. */
  PublicAddress publicAddress();

  /** The server's time, moved by tests. */
  InstantSource clock();

  /** What happened. A gate's entries are {@code handledBy} {@code gate PREFIX}. */
  Journal journal();

  /**
   * The API behind the gates, one for the whole server. Asking loads WireMock: ask when somebody
   * wants to stub, not at the start.
   */
  StubbedApi api();

  /** Misbehaviours to ask for, of the whole server. */
  Faults faults();

  /** Who may log in by NTLM at the scenarios of this server. */
  NtlmAccounts ntlm();

  /** Puts a provider's endpoints before the gates. */
  void register(Provider provider);

  /**
   * Puts a gate before every path that starts with this prefix, segment by segment, and the API
   * below it: stubs see the path after the prefix.
   */
  void mount(String pathPrefix, Gate gate);
}
