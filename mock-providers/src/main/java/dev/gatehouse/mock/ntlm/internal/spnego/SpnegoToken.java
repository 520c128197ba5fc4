package dev.gatehouse.mock.ntlm.internal.spnego;

import dev.gatehouse.mock.ntlm.MalformedNtlmException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * A token of a client (RFC 4178, section 4.2).
 *
 * @param mechanisms what it offers, the one it likes best first; empty in all tokens but the first
 * @param message of the mechanism; empty when there is none
 */
public record SpnegoToken(List<String> mechanisms, byte[] message) {
  /** NTLM as a mechanism (MS-NLMP 1.9). */
  public static final String NTLM = "1.3.6.1.4.1.311.2.2.10";

  private static final ASN1ObjectIdentifier SPNEGO = new ASN1ObjectIdentifier("1.3.6.1.5.5.2");
  private static final int ACCEPT_INCOMPLETE = 1;

  /** {@code [APPLICATION 0]}, with which the first token of any mechanism begins. */
  private static final byte INITIAL = 0x60;

  /**
   * Reads one.
   *
   * @throws MalformedNtlmException if it is none
   */
  public static SpnegoToken read(byte[] der) throws MalformedNtlmException {
    try {
      if (der[0] == INITIAL) {
        checkMechanism(mechanism(der));
      }
      ASN1TaggedObject outer = ASN1TaggedObject.getInstance(ASN1Primitive.fromByteArray(der));
      if (!outer.hasTag(BERTags.APPLICATION, 0)) {
        return choice(outer);
      }
      ASN1Sequence initial = (ASN1Sequence) outer.getBaseUniversal(false, BERTags.SEQUENCE);
      return choice(ASN1TaggedObject.getInstance(initial.getObjectAt(1)));
    } catch (IOException | RuntimeException e) {
      throw new MalformedNtlmException(
          "malformed-spnego",
          "the token of the scheme Negotiate is neither an NTLM message (it begins with NTLMSSP)"
              + " nor a NegTokenInit or NegTokenResp of RFC 4178 in DER");
    }
  }

  /** Read without the rest, which is no DER in Kerberos' tokens (RFC 2743, section 3.1). */
  private static ASN1ObjectIdentifier mechanism(byte[] der) throws IOException {
    int lengths = der[1] < 0 ? der[1] & 0x7f : 0;
    int from = 2 + lengths;
    try (ASN1InputStream in =
        new ASN1InputStream(new ByteArrayInputStream(der, from, der.length - from))) {
      return ASN1ObjectIdentifier.getInstance(in.readObject());
    }
  }

  private static void checkMechanism(ASN1ObjectIdentifier mechanism) throws MalformedNtlmException {
    if (!mechanism.equals(SPNEGO)) {
      throw new MalformedNtlmException(
          "other-mechanism",
          "the token is one of the mechanism "
              + mechanism
              + " (Kerberos is 1.2.840.113554.1.2.2), not of SPNEGO; only NTLM is taken here,"
              + " raw or wrapped in SPNEGO");
    }
  }

  private static SpnegoToken choice(ASN1TaggedObject token) {
    ASN1Sequence fields = ASN1Sequence.getInstance(token, true);
    List<String> mechanisms = new ArrayList<>();
    byte[] message = {};
    for (ASN1Encodable each : fields) {
      ASN1TaggedObject field = ASN1TaggedObject.getInstance(each);
      if (token.getTagNo() == 0 && field.getTagNo() == 0) {
        for (ASN1Encodable mechanism : ASN1Sequence.getInstance(field, true)) {
          mechanisms.add(ASN1ObjectIdentifier.getInstance(mechanism).getId());
        }
      } else if (field.getTagNo() == 2) {
        message = ASN1OctetString.getInstance(field, true).getOctets();
      }
    }
    if (token.getTagNo() > 1 || (token.getTagNo() == 0 && mechanisms.isEmpty())) {
      throw new IllegalArgumentException("neither NegTokenInit nor NegTokenResp");
    }
    return new SpnegoToken(List.copyOf(mechanisms), message);
  }

  /** Whether NTLM is what the message is for: it goes with the first mechanism. */
  public boolean isForNtlm() {
    return mechanisms.isEmpty() || mechanisms.get(0).equals(NTLM);
  }

  /**
   * The server's answer: NTLM it is, and there is more to come (RFC 4178, section 4.2.2).
   *
   * @param message of NTLM; empty to ask for the first one
   */
  public static byte[] answer(byte[] message) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new DERTaggedObject(0, new ASN1Enumerated(ACCEPT_INCOMPLETE)));
    fields.add(new DERTaggedObject(1, new ASN1ObjectIdentifier(NTLM)));
    if (message.length > 0) {
      fields.add(new DERTaggedObject(2, new DEROctetString(message)));
    }
    try {
      return new DERTaggedObject(1, new DERSequence(fields)).getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("an array can be written to", e);
    }
  }
}
