package dev.gatehouse.mock.ntlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gate refuses of logins that begin well, as it goes over the wire. */
@Timeout(120)
class NtlmRefusalsOverHttpTest {
  private static final NtlmSettings MESSAGES =
      NtlmSettings.of(NtlmTarget.of("GATE", "CORP", "gate.corp.example", "corp.example"));

  private static final long YEAR_1601 = Instant.parse("1601-01-01T00:00:00Z").getEpochSecond();

  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final HandClient ada = new HandClient();

  @AfterEach
  void stop() {
    gatehouse.close();
  }

  private void guard(NtlmSettings messages) {
    guard(NtlmGateSettings.of(messages));
  }

  private void guard(NtlmGateSettings settings) {
    NtlmAccounts accounts = NtlmAccounts.empty();
    accounts.add("CORP", ada.user, Secret.of(ada.password));
    gatehouse.guard("/api", new NtlmGate(accounts, settings, gatehouse.clock()));
  }

  private JournalEntry last() {
    return gatehouse.journal().last(entry -> true).orElseThrow();
  }

  private void assertRefused(String answer, String reason) {
    assertThat(answer).startsWith("HTTP/1.1 401 ").contains("WWW-Authenticate: ");
    assertThat(last().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(last().event()).isEqualTo(reason);
    assertThat(last().explanation()).isNotBlank().doesNotContain(ada.password);
    assertThat(last().principal()).isNull();
  }

  private void assertAdmitted(String answer) {
    assertThat(answer).as(() -> String.valueOf(last().explanation())).startsWith("HTTP/1.1 200 ");
    assertThat(last().outcome()).isEqualTo(Outcome.ADMITTED);
  }

  /** A connection may lead to several gates, and each has its own logins. */
  @Test
  void refusesAtOneGateWhatWasBegunOrWonAtAnother() throws Exception {
    NtlmAccounts shared = NtlmAccounts.empty();
    shared.add("CORP", ada.user, Secret.of(ada.password));
    for (String path : new String[] {"/api", "/other"}) {
      gatehouse.guard(path, new NtlmGate(shared, NtlmGateSettings.of(MESSAGES), gatehouse.clock()));
    }
    byte[] type1 = HandClient.type1(ada.flags);
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] type3 = ada.type3(type1, LoginWire.challenge(wire.exchange("NTLM", type1)));
      assertRefused(wire.exchangeAt("/other", "NTLM", type3), "no-challenge");
      assertRefused(wire.exchange("NTLM", type3), "request-between");

      assertAdmitted(wire.login(ada));
      assertRefused(wire.exchangeAt("/other", "", new byte[0]), "missing-credentials");
      assertAdmitted(wire.exchange());
    }
  }

  @Test
  void refusesAType3SentAgainAndForgetsTheLogin() throws Exception {
    guard(MESSAGES);
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] type1 = HandClient.type1(ada.flags);
      byte[] type3 = ada.type3(type1, LoginWire.challenge(wire.exchange("NTLM", type1)));
      assertAdmitted(wire.exchange("NTLM", type3));
      assertAdmitted(wire.exchange());
      assertRefused(wire.exchange("NTLM", type3), "replayed");
      assertRefused(wire.exchange(), "missing-credentials");
      assertRefused(wire.exchange("NTLM", type3), "no-challenge");
    }
  }

  @Test
  void refusesTheType3OfAnotherConnection() throws Exception {
    guard(MESSAGES);
    try (LoginWire one = LoginWire.to(gatehouse);
        LoginWire two = LoginWire.to(gatehouse)) {
      byte[] type1 = HandClient.type1(ada.flags);
      byte[] type3 = ada.type3(type1, LoginWire.challenge(one.exchange("NTLM", type1)));
      two.exchange("NTLM", type1);
      assertRefused(two.exchange("NTLM", type3), "wrong-password");
      assertAdmitted(one.exchange("NTLM", type3));
    }
  }

  @Test
  void refusesTheType3OfAnEarlierChallenge() throws Exception {
    guard(MESSAGES);
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] type1 = HandClient.type1(ada.flags);
      byte[] type3 = ada.type3(type1, LoginWire.challenge(wire.exchange("NTLM", type1)));
      wire.exchange("NTLM", type1);
      assertRefused(wire.exchange("NTLM", type3), "wrong-password");
    }
  }

  @Test
  void refusesAType2OfAClient() throws Exception {
    guard(MESSAGES);
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] type2 = LoginWire.challenge(wire.exchange("NTLM", HandClient.type1(HandClient.FLAGS)));
      assertRefused(wire.exchange("NTLM", type2), "unexpected-message");
    }
  }

  @ParameterizedTest
  @CsvSource({"NTLM, Negotiate", "Negotiate, NTLM"})
  void refusesAType3ByAnotherSchemeThanItsType1(String first, String second) throws Exception {
    guard(NtlmGateSettings.of(MESSAGES).withSchemes(NtlmScheme.NEGOTIATE, NtlmScheme.NTLM));
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] type1 = HandClient.type1(ada.flags);
      byte[] type3 = ada.type3(type1, LoginWire.challenge(wire.exchange(first, type1)));
      assertRefused(wire.exchange(second, type3), "changed-scheme");
    }
  }

  @ParameterizedTest
  @EnumSource(ChannelBindingPolicy.class)
  void takesTheBindingsOfTheConnectionItself(ChannelBindingPolicy policy) throws Exception {
    guard(MESSAGES.withChannelBindings(policy));
    try (LoginWire wire = LoginWire.overTls(gatehouse)) {
      wire.exchange();
      ada.bindings = wire.bindings();
      assertAdmitted(wire.login(ada));
      assertThat(last().evidence()).containsEntry("channel-bindings", "present");
    }
  }

  @ParameterizedTest
  @EnumSource(ChannelBindingPolicy.class)
  void demandsBindingsWhereItIsToldTo(ChannelBindingPolicy policy) throws Exception {
    guard(MESSAGES.withChannelBindings(policy));
    for (byte[] none : new byte[][] {null, new byte[16]}) {
      ada.bindings = none;
      try (LoginWire tls = LoginWire.overTls(gatehouse);
          LoginWire clear = LoginWire.to(gatehouse)) {
        if (policy == ChannelBindingPolicy.REQUIRE) {
          assertRefused(tls.login(ada), "bindings-missing");
        } else {
          assertAdmitted(tls.login(ada));
        }
        assertAdmitted(clear.login(ada));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ChannelBindingPolicy.class)
  void refusesTheBindingsOfAnotherConnection(ChannelBindingPolicy policy) throws Exception {
    guard(MESSAGES.withChannelBindings(policy));
    try (LoginWire tls = LoginWire.overTls(gatehouse);
        LoginWire clear = LoginWire.to(gatehouse)) {
      tls.exchange();
      ada.bindings = tls.bindings();
      ada.bindings[15] ^= 1;
      for (LoginWire wire : new LoginWire[] {tls, clear}) {
        if (policy == ChannelBindingPolicy.NONE) {
          assertAdmitted(wire.login(ada));
        } else {
          assertRefused(wire.login(ada), "bindings-mismatch");
        }
      }
    }
  }

  @Test
  void refusesATlsLoginPassedOnWithoutTls() throws Exception {
    guard(MESSAGES);
    try (LoginWire tls = LoginWire.overTls(gatehouse);
        LoginWire clear = LoginWire.to(gatehouse)) {
      tls.exchange();
      ada.bindings = tls.bindings();
      assertRefused(clear.login(ada), "bindings-mismatch");
      assertThat(last().explanation()).contains("no TLS");
    }
  }

  @Test
  void demandsAMicWhereItIsToldTo() throws Exception {
    ada.mic = false;
    guard(MESSAGES);
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      assertAdmitted(wire.login(ada));
    }
    gatehouse.reset();
    guard(MESSAGES.withMicRequired(true));
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      assertRefused(wire.login(ada), "mic-missing");
    }
  }

  /** The message in between is changed, and the proof alone does not notice. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void refusesAMicOverOtherMessages(int changed) throws Exception {
    guard(MESSAGES);
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] type1 = HandClient.type1(ada.flags);
      byte[] type2 = LoginWire.challenge(wire.exchange("NTLM", type1));
      if (changed == 1) {
        type1 = HandClient.type1(ada.flags & ~NtlmFlag.NEGOTIATE_SEAL.bit());
      }
      byte[] type3 = ada.type3(type1, type2);
      if (changed == 3) {
        type3[72] ^= 1;
      }
      assertRefused(wire.exchange("NTLM", type3), "mic-mismatch");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-330, -270, 270, 330})
  void refusesAResponseOfAnotherTime(long seconds) throws Exception {
    guard(MESSAGES.withSkew(Duration.ofMinutes(5)));
    gatehouse.clock().set(Instant.parse("2030-01-01T00:00:00Z"));
    Instant then = gatehouse.clock().instant().plusSeconds(seconds);
    ada.time = (then.getEpochSecond() - YEAR_1601) * 10_000_000;
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      if (Math.abs(seconds) > 300) {
        assertRefused(wire.login(ada), "clock-skew");
      } else {
        assertAdmitted(wire.login(ada));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void letsNobodyInParticularInWhereItIsToldTo(boolean allowed) throws Exception {
    guard(MESSAGES.withAnonymous(allowed));
    ada.level = NtlmLevel.ANONYMOUS;
    ada.user = "";
    ada.domain = "";
    ada.sessionKey = new byte[0];
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      String answer = wire.login(ada);
      if (allowed) {
        assertAdmitted(answer);
        assertThat(last().principal()).isEqualTo("NT AUTHORITY\\ANONYMOUS LOGON");
      } else {
        assertRefused(answer, "anonymous-refused");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = NtlmLevel.class,
      names = {"NTLM", "NTLM2_SESSION", "LM_V2", "NTLM_V2"})
  void takesNoWeakerProofThanItIsToldTo(NtlmLevel level) throws Exception {
    ada.level = level;
    if (level == NtlmLevel.NTLM) {
      ada.flags &= ~NtlmFlag.NEGOTIATE_EXTENDED_SESSIONSECURITY.bit();
    }
    guard(MESSAGES);
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      if (level == NtlmLevel.NTLM_V2) {
        assertAdmitted(wire.login(ada));
      } else {
        assertRefused(wire.login(ada), "level-too-low");
        assertThat(last().explanation()).contains(NtlmLevel.NTLM_V2.title() + " is the least");
      }
    }
    gatehouse.reset();
    guard(MESSAGES.withMinimumLevel(level));
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      assertAdmitted(wire.login(ada));
    }
  }
}
