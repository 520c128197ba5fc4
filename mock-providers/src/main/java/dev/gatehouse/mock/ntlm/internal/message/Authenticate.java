package dev.gatehouse.mock.ntlm.internal.message;

import dev.gatehouse.mock.ntlm.MalformedNtlmException;
import dev.gatehouse.mock.ntlm.NtlmFlag;
import dev.gatehouse.mock.ntlm.NtlmMessageType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** A Type 3 (MS-NLMP 2.2.1.3). */
public final class Authenticate {
  private static final String REASON = "malformed-authenticate";
  private static final int LM = 12;
  private static final int NT = 20;
  private static final int DOMAIN = 28;
  private static final int USER = 36;
  private static final int WORKSTATION = 44;
  private static final int SESSION_KEY = 52;
  private static final int FLAGS = 60;
  private static final int HEADER = 64;
  private static final int MIC = 72;
  private static final int PAYLOAD_BEHIND_MIC = 88;
  private static final int DES_RESPONSE = 24;

  private final byte[] bytes;
  private final int flags;
  private final byte[] lm;
  private final byte[] nt;
  private final String domain;
  private final String user;
  private final String workstation;
  private final byte[] sessionKey;
  private final boolean roomForMic;

  private Authenticate(byte[] bytes) throws MalformedNtlmException {
    MessageBytes message = MessageBytes.of(bytes, NtlmMessageType.AUTHENTICATE, HEADER, REASON);
    this.bytes = bytes;
    this.flags = message.int32(FLAGS);
    boolean unicode = NtlmFlag.NEGOTIATE_UNICODE.in(flags);
    this.lm = message.field(LM, "LM response");
    this.nt = message.field(NT, "NT response");
    this.domain = message.text(DOMAIN, "domain", unicode);
    this.user = message.text(USER, "user", unicode);
    this.workstation = message.text(WORKSTATION, "workstation", unicode);
    this.sessionKey = message.field(SESSION_KEY, "session key");
    this.roomForMic =
        IntStream.of(LM, NT, DOMAIN, USER, WORKSTATION, SESSION_KEY)
            .allMatch(field -> message.start(field) >= PAYLOAD_BEHIND_MIC);
    if (nt.length != 0 && nt.length < DES_RESPONSE) {
      throw message.malformed(
          "its NT response is " + nt.length + " bytes; none, 24 and 48 or more are right");
    }
    if (lm.length > 1 && lm.length != DES_RESPONSE) {
      throw message.malformed("its LM response is " + lm.length + " bytes; 24, or none, are right");
    }
    if (sessionKey.length != 0 && sessionKey.length != 16) {
      throw message.malformed(
          "its session key is " + sessionKey.length + " bytes; 16, or none, are right");
    }
  }

  /**
   * Reads one, wherever its payload begins: clients leave out MIC, or version and MIC.
   *
   * @throws MalformedNtlmException if it is none: {@code malformed-authenticate}
   */
  public static Authenticate read(byte[] bytes) throws MalformedNtlmException {
    return new Authenticate(bytes);
  }

  /** What was agreed on. */
  public int flags() {
    return flags;
  }

  /** The LM response: none, 24 bytes, or one byte from nobody in particular. */
  public byte[] lm() {
    return lm;
  }

  /** The NT response: none, 24 bytes or more. */
  public byte[] nt() {
    return nt;
  }

  /** As it was sent. */
  public String domain() {
    return domain;
  }

  /** As it was sent. */
  public String user() {
    return user;
  }

  /** As it was sent. */
  public String workstation() {
    return workstation;
  }

  /** {@code EncryptedRandomSessionKey}: 16 bytes or none. */
  public byte[] sessionKey() {
    return sessionKey;
  }

  /** The sixteen bytes where a MIC stands, if the payload leaves room for one. */
  public Optional<byte[]> mic() {
    return roomForMic
        ? Optional.of(Arrays.copyOfRange(bytes, MIC, PAYLOAD_BEHIND_MIC))
        : Optional.empty();
  }

  /** The whole message with zeros in place of its MIC, which is what a MIC is over. */
  public byte[] withoutMic() {
    byte[] zeroed = bytes.clone();
    Arrays.fill(zeroed, MIC, PAYLOAD_BEHIND_MIC, (byte) 0);
    return zeroed;
  }

  /** Whether there is neither user nor response (MS-NLMP 3.2.5.1.2). */
  public boolean anonymous() {
    return user.isEmpty() && nt.length == 0 && lm.length <= 1;
  }
}
