package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.sigv4.Mistake.Attempt;
import dev.gatehouse.mock.aws.sigv4.SignatureFault.Mismatch;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out why a signature is wrong: it signs the request anew as clients with known mistakes do,
 * and names the mistake, or the two, that give the signature received. Two different texts never
 * have one signature, so what it names is what was done.
 */
final class Diagnosis {
  /** Tries of SigV4, a few microseconds each. */
  private static final int MOST = 3000;

  /** Tries of SigV4A, half a millisecond each; pairs are not tried. */
  private static final int MOST_V4A = 100;

  private final Suspect suspect;
  private final SigningInput right;
  private final Signer signer;
  private int left;

  private Diagnosis(Suspect suspect, SigningInput right, Signer signer) {
    this.suspect = suspect;
    this.right = right;
    this.signer = signer;
    this.left = suspect.claim().algorithm() == Algorithm.V4 ? MOST : MOST_V4A;
  }

  /**
   * The refusal, with the mistake if it is known.
   *
   * @param right what ought to have been signed
   * @param signer by which the signature does not hold
   */
  static Mismatch of(Suspect suspect, SigningInput right, Signer signer) {
    String words = new Diagnosis(suspect, right, signer).words();
    Claim claim = suspect.claim();
    return told(claim, claim.signature(), right, suspect.request(), right.stringToSign(), words);
  }

  /** The refusal of a signature, of a request or of a part of its body, in these words. */
  static Mismatch told(
      Claim claim,
      String signature,
      SigningInput right,
      ServerRequest request,
      String stringToSign,
      String words) {
    return new Mismatch(
        claim.accessKeyId(),
        ReadHeaderClaim.shortened(signature),
        Secret.of(readable(right.canonicalRequest())),
        readable(MaskedInput.of(right, request).canonicalRequest()),
        stringToSign,
        words);
  }

  /** Bytes as the text they most often are. */
  private static String readable(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private String words() {
    Optional<String> lost =
        CanonicalHeaders.lost(suspect.request(), suspect.claim().signedHeaders());
    if (lost.isPresent()) {
      return "SignedHeaders names "
          + ReadHeaderClaim.shortened(lost.get())
          + ", which the request does not have; was it dropped on the way?";
    }
    return malformed()
        .or(this::known)
        .orElse(
            "no known mistake explains it. Is the secret access key the one of "
                + ReadHeaderClaim.shortened(suspect.claim().accessKeyId())
                + "? Compare the client's canonical request with this one, line by line");
  }

  private Optional<String> malformed() {
    String signature = suspect.claim().signature();
    String lower = signature.toLowerCase(Locale.ROOT);
    if (!signature.equals(lower) && signer.verifies(right.stringToSign(), lower)) {
      return Optional.of("it is right, but in upper-case hex; lower case is right");
    }
    boolean hex = lower.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    if (suspect.claim().algorithm() == Algorithm.V4 && !(hex && signature.length() == 64)) {
      return Optional.of(
          "it is no signature, which has 64 characters of lower-case hex; this has "
              + signature.length()
              + (hex ? "" : ", and not all are hex"));
    }
    return hex
        ? Optional.empty()
        : Optional.of("it is no signature, which is DER in lower-case hex; not all of it is hex");
  }

  private Optional<String> known() {
    List<Made> single = new ArrayList<>();
    List<Mistake> mistakes = new ArrayList<>();
    mistakes.addAll(TargetMistakes.of(suspect));
    mistakes.addAll(PayloadMistakes.of(suspect));
    mistakes.addAll(HeaderMistakes.of(suspect));
    mistakes.addAll(KeyMistakes.of(suspect));
    Attempt correct =
        new Attempt(right, SigningKeys.PREFIX + suspect.secret().reveal(), right.scope());
    Set<Attempt> seen = new HashSet<>(Set.of(correct));
    for (Mistake mistake : mistakes) {
      for (Attempt attempt : mistake.made().apply(correct).toList()) {
        if (left > 0 && seen.add(attempt)) {
          if (gives(attempt)) {
            return Optional.of(mistake.words());
          }
          single.add(new Made(mistake, attempt));
        }
      }
    }
    return suspect.claim().algorithm() == Algorithm.V4
        ? twoOf(single, mistakes, seen)
        : Optional.empty();
  }

  /** A mistake and what it comes to. */
  private record Made(Mistake mistake, Attempt attempt) {}

  private Optional<String> twoOf(List<Made> single, List<Mistake> mistakes, Set<Attempt> seen) {
    for (Made first : single) {
      for (Mistake second : mistakes) {
        if (second.about().compareTo(first.mistake().about()) > 0) {
          for (Attempt attempt : second.made().apply(first.attempt()).toList()) {
            if (left <= 0) {
              return Optional.empty();
            }
            if (seen.add(attempt) && gives(attempt)) {
              return Optional.of(
                  "two mistakes at once: " + first.mistake().words() + "; and " + second.words());
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean gives(Attempt attempt) {
    left--;
    return signer(attempt).verifies(attempt.input().stringToSign(), suspect.claim().signature());
  }

  private Signer signer(Attempt attempt) {
    boolean own =
        attempt.keyScope().equals(right.scope())
            && attempt.start().equals(SigningKeys.PREFIX + suspect.secret().reveal());
    if (own) {
      return signer;
    }
    return switch (suspect.claim().algorithm()) {
      case V4 -> new Signer.Hmac(SigningKeys.derive(attempt.start(), attempt.keyScope()));
      case V4A ->
          new Signer.Ecdsa(
              V4aPublicKey.of(
                  suspect.claim().accessKeyId(),
                  attempt.start().substring(SigningKeys.PREFIX.length())));
    };
  }
}
