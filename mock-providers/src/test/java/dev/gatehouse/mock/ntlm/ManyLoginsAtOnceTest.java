package dev.gatehouse.mock.ntlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.exchange.ClientConnection;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.gate.Gate;
import dev.gatehouse.mock.gate.Verdict;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hundreds of logins, each begun before the first one ends. */
@Timeout(300)
class ManyLoginsAtOnceTest {
  private static final int MANY = 500;

  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final Queue<WeakReference<ClientConnection>> seen = new ConcurrentLinkedQueue<>();
  private final List<Login> logins = new ArrayList<>();

  /** One user on a connection of their own. */
  private static final class Login {
    final HandClient client = new HandClient();
    final LoginWire wire;
    byte[] challenge = {};
    byte[] type3 = {};

    Login(int number, LoginWire wire) {
      this.wire = wire;
      client.user = "user" + number;
      client.password = "password " + number;
    }

    static byte[] type1() {
      return HandClient.type1(HandClient.FLAGS);
    }
  }

  /** Tells which connections came to a gate, and keeps none of them alive. */
  private record Watched(Gate gate, Queue<WeakReference<ClientConnection>> seen) implements Gate {
    @Override
    public Verdict judge(ServerRequest request) {
      seen.add(new WeakReference<>(request.connection()));
      return gate.judge(request);
    }
  }

  @BeforeEach
  void begin() throws IOException {
    NtlmAccounts accounts = NtlmAccounts.empty();
    NtlmGateSettings settings =
        NtlmGateSettings.of(
            NtlmSettings.of(NtlmTarget.of("GATE", "CORP", "gate.corp.example", "corp.example")));
    gatehouse.guard("/api", new Watched(new NtlmGate(accounts, settings, gatehouse.clock()), seen));
    for (int i = 0; i < MANY; i++) {
      Login login = new Login(i, LoginWire.to(gatehouse));
      accounts.add("CORP", login.client.user, Secret.of(login.client.password));
      logins.add(login);
    }
    for (Login login : logins) {
      login.wire.send("NTLM", Login.type1());
    }
    for (Login login : logins) {
      login.challenge = LoginWire.challenge(login.wire.answer());
      login.type3 = login.client.type3(Login.type1(), login.challenge);
    }
    Collections.shuffle(logins, new Random(5));
  }

  @AfterEach
  void stop() throws IOException {
    for (Login login : logins) {
      login.wire.close();
    }
    gatehouse.close();
  }

  @Test
  void eachIsLetInAsItsOwnUser() throws Exception {
    Set<List<Byte>> nonces = new HashSet<>();
    for (Login login : logins) {
      List<Byte> nonce = new ArrayList<>();
      for (int i = 24; i < 32; i++) {
        nonce.add(login.challenge[i]);
      }
      nonces.add(nonce);
      login.wire.send("NTLM", login.type3);
    }
    assertThat(nonces).hasSize(MANY);
    for (Login login : logins) {
      assertAdmitted(login, login.wire.answer());
    }
    for (Login login : logins) {
      login.wire.send("", new byte[0]);
    }
    for (Login login : logins) {
      assertAdmitted(login, login.wire.answer());
    }
  }

  private static void assertAdmitted(Login login, String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("\"principal\":\"CORP\\\\" + login.client.user + "\"");
  }

  /** Each sends the right proof of its neighbour, and the neighbour's login is not disturbed. */
  @Test
  void noneIsLetInByTheChallengeOfAnother() throws Exception {
    for (int i = 0; i < MANY; i += 2) {
      logins.get(i).wire.send("NTLM", logins.get(i + 1).type3);
    }
    for (int i = 0; i < MANY; i += 2) {
      assertThat(logins.get(i).wire.answer()).startsWith("HTTP/1.1 401 ");
      Login neighbour = logins.get(i + 1);
      assertAdmitted(neighbour, neighbour.wire.exchange("NTLM", neighbour.type3));
    }
  }

  /** Half of them after a login, half in the middle of one; nothing of either stays behind. */
  @Test
  void whatIsKnownOfAConnectionGoesWithIt() throws Exception {
    for (int i = 0; i < MANY; i += 2) {
      assertAdmitted(logins.get(i), logins.get(i).wire.exchange("NTLM", logins.get(i).type3));
    }
    assertThat(seen).hasSizeGreaterThanOrEqualTo(MANY);
    for (Login login : logins) {
      login.wire.close();
    }
    while (seen.stream().anyMatch(connection -> connection.get() != null)
        && !Thread.currentThread().isInterrupted()) { // by the time-out, if one is held on to
      System.gc();
    }
    assertThat(seen).allMatch(connection -> connection.get() == null);
  }
}
