package dev.gatehouse.mock.ntlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scheme Negotiate, with NTLM raw or inside of SPNEGO (RFC 4559, RFC 4178). */
@Timeout(120)
class SpnegoOverHttpTest {
  /** What curl 7.88 with MIT's GSS and gss-ntlmssp 1.2 sends first. */
  private static final byte[] OF_CURL =
      Base64.getDecoder()
          .decode(
              "YEgGBisGAQUFAqA+MDygDjAMBgorBgEEAYI3AgIKoioEKE5UTE1TU1AAAQAAABeCCOIAAAAAAAAAAAAAAAAA"
                  + "AAAABgIAAAAAAA8=");

  private static final String SPNEGO = "06062b0601050502";
  private static final String NTLM = "060a2b06010401823702020a";
  private static final String KERBEROS = "06092a864886f712010202";

  private final Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start();
  private final HandClient ada = new HandClient();

  @BeforeEach
  void guard() {
    NtlmAccounts accounts = NtlmAccounts.empty();
    accounts.add("CORP", ada.user, Secret.of(ada.password));
    NtlmSettings messages =
        NtlmSettings.of(NtlmTarget.of("GATE", "CORP", "gate.corp.example", "corp.example"))
            .withMicRequired(true);
    gatehouse.guard(
        "/api",
        new NtlmGate(
            accounts,
            NtlmGateSettings.of(messages).withSchemes(NtlmScheme.NEGOTIATE, NtlmScheme.NTLM),
            gatehouse.clock()));
  }

  @AfterEach
  void stop() {
    gatehouse.close();
  }

  private JournalEntry last() {
    return gatehouse.journal().last(entry -> true).orElseThrow();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** One value in DER. */
  private static byte[] der(int tag, byte[]... parts) {
    byte[] content = HandClient.concat(parts);
    int length = content.length;
    byte[] head =
        length < 0x80
            ? new byte[] {(byte) tag, (byte) length}
            : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    return HandClient.concat(head, content);
  }

  private static byte[] init(String mechanisms, byte[] message) {
    byte[] token = message.length == 0 ? message : der(0xa2, der(0x04, message));
    return der(
        0x60, hex(SPNEGO), der(0xa0, der(0x30, der(0xa0, der(0x30, hex(mechanisms))), token)));
  }

  private static byte[] response(byte[] message) {
    return der(0xa1, der(0x30, der(0xa2, der(0x04, message))));
  }

  /** What is inside a server's token, which ends with it. */
  private static byte[] type2(byte[] token) {
    String text = new String(token, StandardCharsets.ISO_8859_1);
    return Arrays.copyOfRange(token, text.indexOf("NTLMSSP"), token.length);
  }

  private void assertAdmitted(String answer) {
    assertThat(answer)
        .as(() -> String.valueOf(last().explanation()))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"principal\":\"CORP\\\\ada\"");
  }

  private void assertRefused(String answer, String reason) {
    assertThat(answer)
        .startsWith("HTTP/1.1 401 ")
        .contains("WWW-Authenticate: Negotiate\r\n", "WWW-Authenticate: NTLM\r\n");
    assertThat(last().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(last().event()).isEqualTo(reason);
    assertThat(last().explanation()).isNotBlank();
  }

  @Test
  void takesNtlmWithoutAnythingAround() throws Exception {
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] type1 = HandClient.type1(ada.flags);
      byte[] type2 = LoginWire.challenge(wire.exchange("Negotiate", type1));
      assertAdmitted(wire.exchange("Negotiate", ada.type3(type1, type2)));
    }
  }

  @Test
  void takesNtlmInsideOfSpnego() throws Exception {
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] type1 = type2(OF_CURL);
      byte[] answer = LoginWire.challenge(wire.exchange("Negotiate", OF_CURL));
      assertThat(answer).startsWith(0xa1);
      byte[] type3 = ada.type3(type1, type2(answer));
      assertAdmitted(wire.exchange("Negotiate", response(type3)));
      assertAdmitted(wire.exchange());
      assertThat(last().evidence()).containsEntry("login", "connection");
    }
  }

  @Test
  void asksForNtlmFromAClientThatLikesKerberosBetter() throws Exception {
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] ticket = "a ticket".getBytes(StandardCharsets.US_ASCII);
      byte[] chosen =
          LoginWire.challenge(wire.exchange("Negotiate", init(KERBEROS + NTLM, ticket)));
      assertThat(chosen).isEqualTo(hex("a1153013a0030a0101a10c" + NTLM));
      assertThat(last().outcome()).isEqualTo(Outcome.CHALLENGED);
      byte[] type1 = HandClient.type1(ada.flags);
      byte[] answer = LoginWire.challenge(wire.exchange("Negotiate", response(type1)));
      assertAdmitted(wire.exchange("Negotiate", response(ada.type3(type1, type2(answer)))));
    }
  }

  @Test
  void refusesAType3ThatIsWrappedOtherwiseThanItsType1() throws Exception {
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] type1 = HandClient.type1(ada.flags);
      byte[] type2 = LoginWire.challenge(wire.exchange("Negotiate", type1));
      byte[] type3 = ada.type3(type1, type2);
      assertRefused(wire.exchange("Negotiate", response(type3)), "changed-scheme");
      type2 = type2(LoginWire.challenge(wire.exchange("Negotiate", init(NTLM, type1))));
      type3 = ada.type3(type1, type2);
      assertRefused(wire.exchange("Negotiate", type3), "changed-scheme");
    }
  }

  @Test
  void refusesAClientThatOffersKerberosAlone() throws Exception {
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      assertRefused(wire.exchange("Negotiate", init(KERBEROS, new byte[] {1})), "no-ntlm-offered");
      assertThat(last().explanation()).contains("1.2.840.113554.1.2.2");
    }
  }

  @Test
  void refusesATokenOfKerberosItself() throws Exception {
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      byte[] token = der(0x60, hex(KERBEROS), new byte[] {1, 0}, new byte[] {0x30, 0});
      assertRefused(wire.exchange("Negotiate", token), "other-mechanism");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00",
    "6000",
    "60080606 2b0601050502",
    "600a06062b0601050502a000",
    "600c06062b0601050502a0023000",
    "a100",
    "a2023000",
    "a1053003a20104",
    "3000"
  })
  void refusesWhatIsNoToken(String token) throws Exception {
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      assertRefused(wire.exchange("Negotiate", hex(token.replace(" ", ""))), "malformed-spnego");
    }
  }

  /** However a token is cut, it is refused and the server lives. */
  @Test
  void refusesATokenThatEndsEarly() throws Exception {
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      for (int length = 1; length < OF_CURL.length; length++) {
        assertRefused(
            wire.exchange("Negotiate", Arrays.copyOf(OF_CURL, length)), "malformed-spnego");
      }
    }
  }

  @Test
  void refusesSpnegoByTheSchemeOfNtlm() throws Exception {
    try (LoginWire wire = LoginWire.to(gatehouse)) {
      assertRefused(wire.exchange("NTLM", OF_CURL), "malformed-ntlm");
    }
  }
}
