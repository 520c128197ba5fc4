package dev.gatehouse.mock.ntlm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.ntlm.NtlmFlag;
import dev.gatehouse.mock.ntlm.NtlmTarget;
import dev.gatehouse.mock.ntlm.NtlmTargetInfo;
import dev.gatehouse.mock.ntlm.internal.crypto.Ciphers;
import dev.gatehouse.mock.ntlm.internal.crypto.PasswordKeys;
import dev.gatehouse.mock.ntlm.internal.crypto.Responses;
import dev.gatehouse.mock.ntlm.internal.crypto.SessionKeys;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The computations on values that others have published. */
class PublishedValuesTest {
  private static final byte[] SERVER_CHALLENGE = hex("0123456789abcdef");
  private static final byte[] CLIENT_CHALLENGE = hex("aaaaaaaaaaaaaaaa");
  private static final byte[] RANDOM_SESSION_KEY = hex("55555555555555555555555555555555");

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Nested
  @DisplayName("MS-NLMP 4.2.2: NTLMv1")
  class Version1 {
    private final byte[] nt = PasswordKeys.ntV1("Password");
    private final byte[] lm = PasswordKeys.lmV1("Password");
    private final byte[] lmResponse = Responses.v1(lm, SERVER_CHALLENGE);

    @Test
    void computesTheKeys() {
      assertThat(hex(lm)).isEqualTo("e52cac67419a9a224a3b108f3fa6cb6d");
      assertThat(hex(nt)).isEqualTo("a4f49c406510bdcab6824ee7c30fd852");
    }

    @Test
    void computesTheResponses() {
      assertThat(hex(Responses.v1(nt, SERVER_CHALLENGE)))
          .isEqualTo("67c43011f30298a2ad35ece64f16331c44bdbed927841f94");
      assertThat(hex(lmResponse)).isEqualTo("98def7b87f88aa5dafe2df779688a172def11c7d5ccdef13");
    }

    @Test
    void computesTheKeysOfASession() {
      assertKeys("d87262b0cde4b1cb7499becccdf10784", "518822b1b3f350c8958682ecbb3e3cb7", 0);
    }

    @Test
    void computesThemWithoutAnNtSessionKey() {
      assertKeys(
          "e52cac67419a9a220000000000000000",
          "7452ca55c225a1ca04b48fae32cf56fc",
          NtlmFlag.REQUEST_NON_NT_SESSION_KEY.bit());
    }

    @Test
    void computesThemWithAnLmKey() {
      assertKeys(
          "b09e379f7fbecb1eaf0afdcb0383c8a0",
          "4cd7bb57d697ef9b549f02b8f9b37864",
          NtlmFlag.NEGOTIATE_LM_KEY.bit());
    }

    private void assertKeys(String exchangeKey, String encrypted, int flags) {
      byte[] key = SessionKeys.exchangeKeyV1(SessionKeys.baseV1(nt), lm, lmResponse, flags);
      assertThat(hex(key)).isEqualTo(exchangeKey);
      assertThat(hex(Ciphers.rc4(key, RANDOM_SESSION_KEY))).isEqualTo(encrypted);
      assertThat(SessionKeys.exchanged(key, hex(encrypted))).isEqualTo(RANDOM_SESSION_KEY);
    }
  }

  @Nested
  @DisplayName("MS-NLMP 4.2.3: NTLM2 session")
  class Ntlm2Session {
    @Test
    void computesResponseAndKey() {
      byte[] nt = PasswordKeys.ntV1("Password");
      assertThat(hex(Responses.ntlm2Session(nt, SERVER_CHALLENGE, CLIENT_CHALLENGE)))
          .isEqualTo("7537f803ae367128ca458204bde7caf81e97ed2683267232");
      assertThat(
              hex(
                  SessionKeys.exchangeKeyNtlm2(
                      SessionKeys.baseV1(nt),
                      SERVER_CHALLENGE,
                      Arrays.copyOf(CLIENT_CHALLENGE, 24))))
          .isEqualTo("eb93429a8bd952f8b89c55b87f475edc");
    }
  }

  @Nested
  @DisplayName("MS-NLMP 4.2.4: NTLMv2")
  class Version2 {
    private final byte[] key = PasswordKeys.v2("Password", "User", "Domain");
    private final byte[] temp =
        hex(
            "01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069"
                + "006e0001000c005300650072007600650072000000000000000000");

    @Test
    void writesTheTargetInfo() {
      assertThat(
              hex(
                  new NtlmTargetInfo()
                      .names(new NtlmTarget("Server", "Domain", "", "", ""))
                      .bytes()))
          .isEqualTo("02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000");
    }

    @Test
    void computesKeyAndResponses() {
      assertThat(hex(key)).isEqualTo("0c868a403bfd7a93a3001ef22ef02e3f");
      assertThat(hex(Responses.ntProof(key, SERVER_CHALLENGE, temp)))
          .isEqualTo("68cd0ab851e51c96aabc927bebef6a1c");
      assertThat(hex(Responses.lmV2(key, SERVER_CHALLENGE, CLIENT_CHALLENGE)))
          .isEqualTo("86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa");
    }

    @Test
    void computesTheKeysOfASession() {
      byte[] base = SessionKeys.baseV2(key, Responses.ntProof(key, SERVER_CHALLENGE, temp));
      assertThat(hex(base)).isEqualTo("8de40ccadbc14a82f15cb0ad0de95ca3");
      assertThat(hex(Ciphers.rc4(base, RANDOM_SESSION_KEY)))
          .isEqualTo("c5dad2544fc9799094ce1ce90bc9d03e");
      assertThat(hex(SessionKeys.sealing(RANDOM_SESSION_KEY, true)))
          .isEqualTo("59f600973cc4960a25480a7c196e4c58");
      assertThat(hex(SessionKeys.sealing(RANDOM_SESSION_KEY, false)))
          .isEqualTo("9355f3a957c1583d25c4c2f11e40390e");
    }
  }

  @Nested
  @DisplayName("Davenport: user, SecREt01, DOMAIN")
  class Davenport {
    private final byte[] nt = PasswordKeys.ntV1("SecREt01");
    private final byte[] key = PasswordKeys.v2("SecREt01", "user", "DOMAIN");
    private final byte[] challenge = hex("ffffff0011223344");
    private final byte[] targetInfo =
        hex(
            "02000c0044004f004d00410049004e0001000c005300450052005600450052000400140064006f006d0061"
                + "0069006e002e0063006f006d00030022007300650072007600650072002e0064006f006d00610069"
                + "006e002e0063006f006d0000000000");

    @Test
    void computesTheKeys() {
      assertThat(hex(nt)).isEqualTo("cd06ca7c7e10c99b1d33b7485a2ed808");
      assertThat(hex(key)).isEqualTo("04b8e0ba74289cc540826bab1dee63ae");
    }

    @Test
    void computesTheResponses() {
      byte[] lm = PasswordKeys.lmV1("SecREt01");
      assertThat(hex(Responses.v1(lm, SERVER_CHALLENGE)))
          .isEqualTo("c337cd5cbd44fc9782a667af6d427c6de67c20c2d3e77c56");
      assertThat(hex(Responses.v1(nt, SERVER_CHALLENGE)))
          .isEqualTo("25a98c1c31e81847466b29b2df4680f39958fb8c213a9cc6");
      assertThat(hex(Responses.ntlm2Session(nt, SERVER_CHALLENGE, challenge)))
          .isEqualTo("10d550832d12b2ccb79d5ad1f4eed3df82aca4c3681dd455");
      assertThat(hex(Responses.lmV2(key, SERVER_CHALLENGE, challenge)))
          .isEqualTo("d6e6152ea25d03b7c6ba6629c2d6aaf0ffffff0011223344");
    }

    @Test
    void computesTheProof() {
      byte[] temp =
          hex(
              "0101000000000000"
                  + "0090d336b734c301"
                  + hex(challenge)
                  + "00000000"
                  + hex(targetInfo)
                  + "00000000");
      assertThat(hex(Responses.ntProof(key, SERVER_CHALLENGE, temp)))
          .isEqualTo("cbabbca713eb795d04c97abc01ee4983");
    }
  }

  @Test
  void hasNoLmKeyForAPasswordOfMoreThanFourteenCharacters() {
    assertThat(PasswordKeys.lmV1("fourteen-chars")).hasSize(16);
    assertThat(PasswordKeys.lmV1("fifteen-letters")).isEmpty();
  }

  @Test
  void upperCasesCharacterByCharacterAndInNoLanguage() {
    assertThat(PasswordKeys.upperCase("straße-éi")).isEqualTo("STRAßE-ÉI");
  }
}
