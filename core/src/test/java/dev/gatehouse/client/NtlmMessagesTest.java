package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.connection.NtlmAuth;
import dev.gatehouse.connection.Secret;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said in the messages of NTLM, without a connection. */
class NtlmMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final byte[] NO_TLS = new byte[16];
  private static final NtlmIdentity ADA = identity("Domain", "Desk-7", "Ada", "p\u00e4ss");

  static NtlmIdentity identity(String domain, String workstation, String user, String password) {
    return new NtlmIdentity(
        new NtlmAuth(
            domain, workstation, user, Secret.of(password), 5, 10, 1000, 1000, 1000, true, false));
  }

  private static Type3 answer(NtlmIdentity identity, byte[] challenge, byte[] bindings)
      throws InvalidChallengeException {
    return new Type3(identity.authenticate(identity.negotiate(), challenge, bindings, NOW));
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void theTestsOwnComputationIsTheSpecifications() {
    // MS-NLMP 4.2.4
    NtlmProof proof = NtlmProof.of("User", "Domain", "Password");
    assertThat(proof.key()).isEqualTo(hex("0c868a403bfd7a93a3001ef22ef02e3f"));
    byte[] challenge = hex("0123456789abcdef");
    assertThat(proof.lmv2(challenge, hex("aaaaaaaaaaaaaaaa")))
        .isEqualTo(hex("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa"));
    byte[] response =
        hex(
            "68cd0ab851e51c96aabc927bebef6a1c"
                + "01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d0061"
                + "0069006e0001000c005300650072007600650072000000000000000000");
    assertThat(proof.proves(challenge, response)).isTrue();
    response[20] ^= 1;
    assertThat(proof.proves(challenge, response)).isFalse();
  }

  @Test
  void theFirstMessageNamesNobody() {
    ByteBuffer first = ByteBuffer.wrap(ADA.negotiate()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(first.capacity()).isEqualTo(32);
    assertThat(first.getInt(8)).isEqualTo(1);
    // Unicode, target, NTLM, extended session security, target information.
    assertThat(first.getInt(12)).isEqualTo(0xA0888205);
    assertThat(first.getLong(16)).isZero();
    assertThat(first.getLong(24)).isZero();
  }

  @Test
  void everythingIsSentAsItWasConfigured() throws Exception {
    Type3 sent = answer(ADA, Type2.timed(), NO_TLS);
    assertThat(sent.domain()).isEqualTo("Domain");
    assertThat(sent.user()).isEqualTo("Ada");
    assertThat(sent.workstation()).isEqualTo("Desk-7");
    assertThat(sent.sessionKey()).isEmpty();
    assertThat(NtlmProof.of("Ada", "Domain", "p\u00e4ss").proves(Type2.CHALLENGE, sent.nt()))
        .isTrue();
    assertThat(NtlmProof.of("Ada", "DOMAIN", "p\u00e4ss").proves(Type2.CHALLENGE, sent.nt()))
        .isFalse();
  }

  @Test
  void withoutDomainAndWorkstationTheyAreEmpty() throws Exception {
    Type3 sent = answer(identity(null, null, "ada@example.org", "p"), Type2.timed(), NO_TLS);
    assertThat(sent.domain()).isEmpty();
    assertThat(sent.workstation()).isEmpty();
    assertThat(NtlmProof.of("ada@example.org", "", "p").proves(Type2.CHALLENGE, sent.nt()))
        .isTrue();
  }

  @Test
  void aUserIsUpperCasedTheSameInEveryLanguage() throws Exception {
    // In Turkish, a capital i has a dot.
    Type3 sent = answer(identity("d", null, "\u0131i\u00df", "p"), Type2.timed(), NO_TLS);
    assertThat(NtlmProof.of("\u0131i\u00df", "d", "p").proves(Type2.CHALLENGE, sent.nt())).isTrue();
  }

  @Test
  void aTimeStampOfTheServersBringsIntegrity() throws Exception {
    byte[] challenge = Type2.timed();
    Type3 sent = answer(ADA, challenge, NO_TLS);
    assertThat(sent.time()).isEqualTo(Type2.TIME);
    assertThat(sent.pairs())
        .containsEntry(6, new byte[] {2, 0, 0, 0})
        .containsEntry(7, Type2.time());
    assertThat(sent.lm()).isEqualTo(new byte[24]);
    assertThat(sent.payloadAt()).isEqualTo(88);
    assertThat(sent.mic())
        .isEqualTo(
            NtlmProof.of("Ada", "Domain", "p\u00e4ss")
                .mic(sent.nt(), ADA.negotiate(), challenge, sent.withoutMic()));
  }

  @Test
  void flagsOfTheServersAreKept() throws Exception {
    byte[] info = Type2.info(Type2.pair(6, new byte[] {1, 0, 0, 0}), Type2.pair(7, Type2.time()));
    Type3 sent = answer(ADA, Type2.of(Type2.FLAGS | Type2.TARGET_INFO, info), NO_TLS);
    assertThat(sent.pairs()).containsEntry(6, new byte[] {3, 0, 0, 0});
  }

  @Test
  void whatTheServerSaidOfItselfIsAnswered() throws Exception {
    assertThat(answer(ADA, Type2.untimed(), NO_TLS).pairs())
        .containsEntry(1, "SERVER".getBytes(StandardCharsets.UTF_16LE))
        .containsEntry(2, "DOMAIN".getBytes(StandardCharsets.UTF_16LE))
        .containsEntry(10, NO_TLS)
        .containsOnlyKeys(1, 2, 10);
  }

  @Test
  void bindingsAreOfTheChannel() throws Exception {
    byte[] bindings = hex("00112233445566778899aabbccddeeff");
    assertThat(answer(ADA, Type2.timed(), bindings).pairs()).containsEntry(10, bindings);
  }

  @Test
  void withoutATimeStampTheClockIsOurs() throws Exception {
    Type3 sent = answer(ADA, Type2.untimed(), NO_TLS);
    // 100 nanoseconds since 1601.
    assertThat(sent.time()).isEqualTo((NOW.getEpochSecond() + 11_644_473_600L) * 10_000_000L);
    assertThat(sent.payloadAt()).isEqualTo(64);
    byte[] ofTheClient = Arrays.copyOfRange(sent.lm(), 16, 24);
    assertThat(sent.lm())
        .isEqualTo(NtlmProof.of("Ada", "Domain", "p\u00e4ss").lmv2(Type2.CHALLENGE, ofTheClient));
  }

  @Test
  void noTwoAnswersHaveTheSameChallengeOfTheClient() throws Exception {
    assertThat(answer(ADA, Type2.timed(), NO_TLS).nt())
        .isNotEqualTo(answer(ADA, Type2.timed(), NO_TLS).nt());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, // nothing
        0x00000202, // OEM and NTLM only
        0x00000280, // with LM_KEY
        0xE2088297, // everything, VERSION too
        0x40000000, // KEY_EXCH
        -1 & ~0x00800000
      })
  void whateverTheServerOffersTheAnswerIsOfTheSecondVersion(int flags) throws Exception {
    Type3 sent = answer(ADA, Type2.bare(flags), NO_TLS);
    NtlmProof proof = NtlmProof.of("Ada", "Domain", "p\u00e4ss");
    assertThat(proof.proves(Type2.CHALLENGE, sent.nt())).isTrue();
    assertThat(Arrays.copyOfRange(sent.nt(), 16, 18)).containsExactly(1, 1);
    byte[] ofTheClient = Arrays.copyOfRange(sent.lm(), 16, 24);
    assertThat(sent.lm()).isEqualTo(proof.lmv2(Type2.CHALLENGE, ofTheClient));
    assertThat(sent.flags() & 0x201).as("Unicode and NTLM").isEqualTo(0x201);
    assertThat(sent.flags() & 0x400000B2).as("never asked for").isZero();
    assertThat(sent.domain()).isEqualTo("Domain");
  }

  @Test
  void aChallengeOfTheOldestFormIsAnswered() throws Exception {
    byte[] oldest = Arrays.copyOf(Type2.bare(Type2.FLAGS), 32);
    Arrays.fill(oldest, 12, 20, (byte) 0);
    Type3 sent = answer(ADA, oldest, NO_TLS);
    assertThat(NtlmProof.of("Ada", "Domain", "p\u00e4ss").proves(Type2.CHALLENGE, sent.nt()))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, X, does not begin with NTLMSSP",
    "8, 3, of type 3",
    "16, 127, target name is said to be at 127",
    "19, 127, target name",
    "44, 127, target information is said to be at 127",
    "47, -1, target information",
    "41, 127, target information",
  })
  void refusesAChallengeWithOneByteWrong(int at, String value, String problem) {
    byte[] wrong = Type2.timed();
    wrong[at] = value.equals("X") ? (byte) 'X' : Byte.parseByte(value);
    assertThatThrownBy(() -> answer(ADA, wrong, NO_TLS))
        .isInstanceOf(InvalidChallengeException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void refusesTargetInformationThatIsNone() {
    for (byte[] info :
        List.of(
            new byte[] {1},
            new byte[] {0, 0},
            new byte[] {1, 0, 99, 0, 1, 2},
            new byte[] {1, 0, 0, 0},
            Type2.info(Type2.pair(77, new byte[4])),
            Arrays.copyOf(Type2.info(), Type2.info().length - 4))) {
      byte[] wrong = Type2.of(Type2.FLAGS | Type2.TARGET_INFO, info);
      assertThat(
              catchThrowableOfType(
                  InvalidChallengeException.class, () -> answer(ADA, wrong, NO_TLS)))
          .hasMessageContaining("target information")
          .hasNoCause();
    }
  }

  /** It was answered once: the library reads as far as there are bytes. */
  @Test
  void refusesTargetInformationWithoutAnEnd() {
    byte[] info = Type2.info(Type2.pair(7, Type2.time()));
    byte[] endless = Arrays.copyOf(info, info.length - 4);
    byte[] wrong = Type2.of(Type2.FLAGS | Type2.TARGET_INFO, endless);
    assertThatThrownBy(() -> answer(ADA, wrong, NO_TLS))
        .isInstanceOf(InvalidChallengeException.class)
        .hasMessageContaining("target information has no end");
  }

  @Property(tries = 500)
  void aChallengeOfAnyBytesIsAnsweredOrRefused(
      @ForAll @Size(max = 120) byte[] rest, @ForAll @IntRange(max = 120) int keep)
      throws InvalidChallengeException {
    byte[] challenge = Type2.timed();
    System.arraycopy(
        rest,
        0,
        challenge,
        Math.min(keep, challenge.length - 1),
        Math.min(rest.length, challenge.length - Math.min(keep, challenge.length - 1)));
    try {
      assertThat(answer(ADA, challenge, NO_TLS).user()).isEqualTo("Ada");
    } catch (InvalidChallengeException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
