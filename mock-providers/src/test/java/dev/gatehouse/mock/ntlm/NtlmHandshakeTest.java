package dev.gatehouse.mock.ntlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.ntlm.internal.crypto.PasswordKeys;
import dev.gatehouse.mock.ntlm.internal.message.FileTime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NtlmHandshakeTest {
  private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
  private static final byte[] NONCE = HexFormat.of().parseHex("0123456789abcdef");
  private static final byte[] TYPE_1 = HandClient.type1(HandClient.FLAGS);
  private static final NtlmSettings STRICT =
      NtlmSettings.of(NtlmTarget.of("GATEHOUSE", "CORP", "gatehouse.corp.example", "corp.example"));
  private static final ChannelBindings TLS =
      ChannelBindings.ofApplicationData("one".getBytes(StandardCharsets.US_ASCII));

  private final NtlmAccounts accounts = NtlmAccounts.lockedOutAfter(3);
  private final NtlmAccount ada = accounts.add("CORP", "Ada", Secret.of("Pass wörd 1"));
  private final HandClient client = new HandClient();
  private NtlmSettings settings = STRICT;

  private NtlmVerdict login() throws MalformedNtlmException {
    return login(null);
  }

  private NtlmVerdict login(@Nullable ChannelBindings bindings) throws MalformedNtlmException {
    NtlmHandshake handshake = NtlmHandshake.begin(TYPE_1, settings, InstantSource.fixed(NOW));
    return handshake.finish(client.type3(TYPE_1, handshake.type2()), accounts, bindings);
  }

  private static void assertRefused(NtlmVerdict verdict, String reason, String... words) {
    assertThat(verdict).isInstanceOf(NtlmVerdict.Refused.class);
    NtlmVerdict.Refused refused = (NtlmVerdict.Refused) verdict;
    assertThat(refused.reason()).as(refused.explanation()).isEqualTo(reason);
    assertThat(List.of(words)).allMatch(refused.explanation()::contains, refused.explanation());
    assertThat(refused.explanation()).isNotBlank().doesNotContain("Pass wörd 1");
  }

  private static void assertAdmitted(NtlmVerdict verdict, NtlmLevel level) {
    assertThat(verdict).as(verdict.toString()).isInstanceOf(NtlmVerdict.Admitted.class);
    NtlmVerdict.Admitted admitted = (NtlmVerdict.Admitted) verdict;
    assertThat(admitted.principal()).isEqualTo("CORP\\Ada");
    assertThat(admitted.level()).isEqualTo(level);
  }

  @Test
  void admitsNtlmV2WithMicAndSaysWhatWasSent() throws Exception {
    NtlmVerdict verdict = login();
    assertAdmitted(verdict, NtlmLevel.NTLM_V2);
    assertThat(verdict.transcript().evidence())
        .containsEntry("mic", "present")
        .containsEntry("channel-bindings", "absent")
        .containsEntry("domain", "Corp")
        .containsEntry("workstation", "LAPTOP")
        .containsEntry("level", "NTLMv2");
    assertThat(verdict.transcript().agreed()).contains("NTLMSSP_NEGOTIATE_KEY_EXCH");
    assertThat(verdict.transcript().targetInfo()).containsEntry("MsvAvNbDomainName", "CORP");
  }

  @Test
  void admitsTheMessagesOfTheSpecification() throws Exception {
    byte[] type3 =
        HexFormat.of()
            .parseHex(
                "4e544c4d5353500003000000180018006c00000054005400840000000c000c00480000000800080054"
                    + "000000100010005c00000010001000d8000000358288e20501280a0000000f44006f006d00610069"
                    + "006e00550073006500720043004f004d005000550054004500520086c35097ac9cec102554764a57"
                    + "cccc19aaaaaaaaaaaaaaaa68cd0ab851e51c96aabc927bebef6a1c01010000000000000000000000"
                    + "000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069006e0001000c005300650072"
                    + "007600650072000000000000000000c5dad2544fc9799094ce1ce90bc9d03e");
    NtlmSettings spec =
        NtlmSettings.of(new NtlmTarget("Server", "Domain", "", "", ""))
            .withTargetInfo(OfferedTargetInfo.NAMES);
    NtlmAccounts known = NtlmAccounts.empty();
    known.add("Domain", "User", Secret.of("Password"));
    NtlmHandshake handshake =
        NtlmHandshake.begin(
            HandClient.type1(0xe28a8233), spec, InstantSource.fixed(NOW), new FixedRandom(NONCE));
    NtlmVerdict verdict = handshake.finish(type3, known, null);
    assertThat(verdict).as(verdict.toString()).isInstanceOf(NtlmVerdict.Admitted.class);
    assertThat(verdict.transcript().notes()).isEmpty();
  }

  @Test
  void admitsWhereverThePayloadBeginsAndWithoutKeyExchange() throws Exception {
    client.mic = false;
    client.header = 64;
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
    client.header = 72;
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
    client.header = 88;
    client.mic = true;
    client.sessionKey = new byte[0];
    client.flags &= ~NtlmFlag.NEGOTIATE_KEY_EXCH.bit();
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
  }

  @Test
  void takesTheWaysClientsNameAUser() throws Exception {
    client.user = "ada@corp.example";
    client.domain = "";
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
    client.user = "ADA";
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
    client.domain = "corp.example";
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
    client.domain = "Corp";
    client.names = "ADA"; // NIL for UserDom
    NtlmVerdict verdict = login();
    assertAdmitted(verdict, NtlmLevel.NTLM_V2);
    assertThat(verdict.transcript().notes()).anyMatch(note -> note.contains("without a domain"));
  }

  @Test
  void refusesAChallengeAnsweredTwice() throws Exception {
    NtlmHandshake handshake = NtlmHandshake.begin(TYPE_1, settings, InstantSource.fixed(NOW));
    byte[] type3 = client.type3(TYPE_1, handshake.type2());
    assertAdmitted(handshake.finish(type3, accounts, null), NtlmLevel.NTLM_V2);
    assertRefused(handshake.finish(type3, accounts, null), "challenge-used");
  }

  @Test
  void refusesAnAnswerToAnotherChallenge() throws Exception {
    NtlmHandshake one = NtlmHandshake.begin(TYPE_1, settings, InstantSource.fixed(NOW));
    NtlmHandshake other = NtlmHandshake.begin(TYPE_1, settings, InstantSource.fixed(NOW));
    assertRefused(
        other.finish(client.type3(TYPE_1, one.type2()), accounts, null),
        "wrong-password",
        "another challenge");
  }

  @Test
  void tellsUsersAndDomains() throws Exception {
    client.user = "bob";
    assertRefused(login(), "unknown-user", "'bob'");
    client.user = "CORP\\ada";
    client.domain = "";
    assertRefused(login(), "unknown-user", "the domain is in the user's field");
    client.user = "ada";
    client.domain = "Other";
    assertRefused(login(), "wrong-domain", "'Other'", "in 'CORP'");
  }

  @Test
  void explainsWrongResponses() throws Exception {
    client.names = "ADACORP";
    assertRefused(login(), "wrong-password", "proof computed for domain 'CORP', sent 'Corp'");
    ada.unlock();
    client.names = "adaCorp";
    assertRefused(login(), "wrong-password", "upper case is right");
    ada.unlock();
    client.names = "ADALAPTOP";
    assertRefused(login(), "wrong-password", "domain 'LAPTOP'");
    ada.unlock();
    client.names = null;
    client.password = "Pass wÃ¶rd 1";
    assertRefused(login(), "wrong-password", "widened");
    ada.unlock();
    client.password = "Pass wörd 1\n";
    assertRefused(login(), "wrong-password", "line end");
    ada.unlock();
    client.password = "pass wörd 1";
    assertRefused(login(), "wrong-password", "lower case");
    ada.unlock();
    client.password = "quite another";
    assertRefused(login(), "wrong-password", "no known mistake");
    ada.unlock();
    client.password = "Pass wörd 1";
    client.key = PasswordKeys.ntV1(client.password);
    assertRefused(login(), "wrong-password", "NTLMv1 hash");
  }

  @Test
  void locksOutAcrossHandshakesUntilUnlocked() throws Exception {
    client.password = "wrong";
    login();
    login();
    client.password = "Pass wörd 1";
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
    client.password = "wrong";
    login();
    login();
    assertRefused(login(), "wrong-password", "now locked out");
    client.password = "Pass wörd 1";
    assertRefused(login(), "account-locked-out");
    ada.unlock();
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
  }

  @Test
  void refusesAccountsThatMayNot() throws Exception {
    ada.disable();
    assertRefused(login(), "account-disabled");
    ada.enable().expireAt(NOW);
    assertRefused(login(), "account-expired");
    ada.expireAt(null).expirePasswordAt(NOW);
    assertRefused(login(), "password-expired");
    ada.expirePasswordAt(NOW.plusSeconds(1));
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
  }

  @Test
  void takesOlderResponsesOnlyWhereTheyAreAllowed() throws Exception {
    for (NtlmLevel level :
        new NtlmLevel[] {NtlmLevel.LM_V2, NtlmLevel.NTLM2_SESSION, NtlmLevel.NTLM, NtlmLevel.LM}) {
      client.level = level;
      client.flags =
          level == NtlmLevel.NTLM
              ? HandClient.FLAGS & ~NtlmFlag.NEGOTIATE_EXTENDED_SESSIONSECURITY.bit()
              : HandClient.FLAGS;
      settings = STRICT;
      assertRefused(login(), "level-too-low", "NTLMv2 is the least");
      settings = STRICT.withMinimumLevel(level);
      assertAdmitted(login(), level);
      client.password = "wrong";
      assertRefused(login(), "wrong-password");
      client.password = "Pass wörd 1";
      ada.unlock();
    }
    settings = STRICT.withMinimumLevel(NtlmLevel.LM_V2);
    assertRefused(login(), "level-too-low");
  }

  @Test
  void refusesNobodyInParticularUnlessAsked() throws Exception {
    client.level = NtlmLevel.ANONYMOUS;
    client.user = "";
    client.domain = "";
    assertRefused(login(), "anonymous-refused");
    settings = STRICT.withAnonymous(true);
    NtlmVerdict verdict = login();
    assertThat(verdict).isInstanceOf(NtlmVerdict.Admitted.class);
    assertThat(((NtlmVerdict.Admitted) verdict).level()).isEqualTo(NtlmLevel.ANONYMOUS);
    client.user = "ada";
    assertRefused(login(), "response-missing");
  }

  @Test
  void demandsAMicWhereItIsSaidToBeOrAskedFor() throws Exception {
    settings = STRICT.withMicRequired(true);
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
    client.header = 72;
    assertRefused(login(), "mic-missing", "no room");
    client.mic = false;
    assertRefused(login(), "mic-missing", "demanded");
  }

  @Test
  void refusesAMicOverAnotherTypeOne() throws Exception {
    NtlmHandshake handshake = NtlmHandshake.begin(TYPE_1, settings, InstantSource.fixed(NOW));
    byte[] type3 = client.type3(HandClient.type1(1), handshake.type2());
    assertRefused(handshake.finish(type3, accounts, null), "mic-mismatch", "all three messages");
  }

  @Test
  void holdsBindingsAgainstTheConnection() throws Exception {
    settings = STRICT.withChannelBindings(ChannelBindingPolicy.REQUIRE);
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
    assertRefused(login(TLS), "bindings-missing");
    client.bindings = TLS.hash();
    assertAdmitted(login(TLS), NtlmLevel.NTLM_V2);
    settings = STRICT;
    assertAdmitted(login(TLS), NtlmLevel.NTLM_V2);
    assertRefused(login(), "bindings-mismatch", "has no TLS");
    client.bindings[3] ^= 1;
    assertRefused(login(TLS), "bindings-mismatch", "another certificate");
    settings = STRICT.withChannelBindings(ChannelBindingPolicy.NONE);
    assertAdmitted(login(TLS), NtlmLevel.NTLM_V2);
  }

  @Test
  void refusesTargetInfoThatIsNotWhatWasOffered() throws Exception {
    client.targetInfo = offered -> new byte[0];
    assertRefused(login(), "target-info-altered", "MsvAvNbDomainName", "MsvAvTimestamp");
  }

  @Test
  void looksAtTheTimeOnlyWhereThereIsALimit() throws Exception {
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
    settings = STRICT.withSkew(Duration.ofMinutes(5));
    assertRefused(login(), "clock-skew", "2026-05-06T07:08:09Z");
    client.time = FileTime.ticks(NOW.minusSeconds(299));
    assertAdmitted(login(), NtlmLevel.NTLM_V2);
  }

  @Test
  void refusesFlagsNothingCanBeReadWith() throws Exception {
    client.flags = HandClient.FLAGS & ~3;
    client.domain = "Corp";
    assertRefused(login(), "flags-mismatch", "neither");
    client.flags = HandClient.FLAGS;
    client.sessionKey = new byte[0];
    assertRefused(login(), "flags-mismatch", "no session key");
    assertThatThrownBy(
            () -> NtlmHandshake.begin(HandClient.type1(0), STRICT, InstantSource.fixed(NOW)))
        .isInstanceOf(MalformedNtlmException.class)
        .hasMessageContaining("neither");
  }

  @Test
  void refusesOtherMessagesAndFieldsThatPointOutside() throws Exception {
    NtlmHandshake one = NtlmHandshake.begin(TYPE_1, settings, InstantSource.fixed(NOW));
    assertRefused(one.finish(TYPE_1, accounts, null), "unexpected-message", "Type 1");
    NtlmHandshake two = NtlmHandshake.begin(TYPE_1, settings, InstantSource.fixed(NOW));
    byte[] type3 = client.type3(TYPE_1, two.type2());
    type3[27] = 0x7f;
    assertRefused(
        two.finish(type3, accounts, null), "malformed-authenticate", "the message ends at");
    NtlmHandshake three = NtlmHandshake.begin(TYPE_1, settings, InstantSource.fixed(NOW));
    byte[] header = client.type3(TYPE_1, three.type2());
    header[24] = 8;
    assertRefused(
        three.finish(header, accounts, null), "malformed-authenticate", "inside the header");
  }

  private byte[] fixedType3() throws MalformedNtlmException {
    return client.type3(TYPE_1, fixed().type2());
  }

  private NtlmHandshake fixed() throws MalformedNtlmException {
    return NtlmHandshake.begin(TYPE_1, settings, InstantSource.fixed(NOW), new FixedRandom(NONCE));
  }

  /** All bits, and not some: the MIC covers the whole message. */
  @Test
  void refusesAnyBitFlippedAnywhereInAMessageWithMic() throws Exception {
    client.bindings = TLS.hash();
    byte[] right = fixedType3();
    assertAdmitted(fixed().finish(right, accounts, TLS), NtlmLevel.NTLM_V2);
    for (int bit = 0; bit < right.length * 8; bit++) {
      byte[] flipped = right.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(fixed().finish(flipped, accounts, TLS))
          .as("bit %d of byte %d", bit % 8, bit / 8)
          .isInstanceOf(NtlmVerdict.Refused.class);
      ada.unlock();
    }
  }

  /** A user's name goes into the proof in upper case, so that its case is nobody's. */
  @Test
  void admitsNobodyElseByABitFlippedInAMessageWithoutMic() throws Exception {
    client.mic = false;
    client.header = 64;
    byte[] right = fixedType3();
    int response =
        Short.toUnsignedInt(ByteBuffer.wrap(right).order(ByteOrder.LITTLE_ENDIAN).getShort(20));
    for (int bit = 64 * 8; bit < right.length * 8; bit++) {
      byte[] flipped = right.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      NtlmVerdict verdict = fixed().finish(flipped, accounts, null);
      boolean inResponse = bit / 8 >= 64 + 24 && bit / 8 < 64 + 24 + response;
      if (verdict instanceof NtlmVerdict.Admitted) {
        assertThat(inResponse).as("bit %d of byte %d", bit % 8, bit / 8).isFalse();
        assertAdmitted(verdict, NtlmLevel.NTLM_V2);
      }
      ada.unlock();
    }
  }

  @Property(tries = 2000)
  void takesAnyBytesWithoutAnyOtherException(@ForAll byte[] bytes) throws Exception {
    NtlmVerdict verdict = fixed().finish(bytes, accounts, null);
    assertThat(verdict).isInstanceOf(NtlmVerdict.Refused.class);
    try {
      NtlmHandshake.begin(bytes, settings, InstantSource.fixed(NOW));
    } catch (MalformedNtlmException e) {
      assertThat(e.reason()).matches("malformed-[a-z]+|unexpected-message|flags-mismatch");
    }
  }

  @Property(tries = 3000)
  void takesMutatedMessagesWithoutAnyOtherException(
      @ForAll int at, @ForAll int value, @ForAll byte cut) throws Exception {
    byte[] right = fixedType3();
    byte[] mutated = Arrays.copyOf(right, right.length - Math.floorMod(cut, 40));
    int where = Math.floorMod(at, mutated.length - 4);
    ByteBuffer.wrap(mutated).putInt(where, value);
    NtlmVerdict verdict = fixed().finish(mutated, accounts, null);
    assertThat(Arrays.equals(mutated, right) || verdict instanceof NtlmVerdict.Refused).isTrue();
    ada.unlock();
  }
}
