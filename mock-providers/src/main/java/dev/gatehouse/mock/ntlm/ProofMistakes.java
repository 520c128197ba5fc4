package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.ntlm.internal.crypto.PasswordKeys;
import dev.gatehouse.mock.ntlm.internal.crypto.Responses;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Tells how a wrong response came to be wrong: computes it anew as clients are known to get it
 * wrong, and names the one that gives what came.
 *
 * @param offered the target info of the challenge
 */
record ProofMistakes(
    Proof proof, String password, String user, String domain, NtlmTarget target, byte[] offered) {
  private static final String NONE =
      "no known mistake explains it: the password is most likely another one, or the response is to"
          + " another challenge, which cannot be told apart";

  /** One way to get a password wrong. */
  private record Other(String hint, UnaryOperator<String> password) {}

  private static Stream<Other> others(String user) {
    return Stream.of(
        new Other("the password is empty", right -> ""),
        new Other("the password has a space at its end", right -> right + " "),
        new Other("the password has a line end at its end", right -> right + "\n"),
        new Other("the password has a line end (CR LF) at its end", right -> right + "\r\n"),
        new Other("the password has a zero character at its end", right -> right + "\0"),
        new Other("the password lacks white space at its start or end", String::strip),
        new Other("the password is in lower case", right -> right.toLowerCase(Locale.ROOT)),
        new Other("the password is in upper case", right -> right.toUpperCase(Locale.ROOT)),
        new Other(
            "the password has upper and lower case the wrong way round", ProofMistakes::swapped),
        new Other(
            "the password's UTF-8 bytes were widened to UTF-16 one by one (Debian's curl does so);"
                + " its characters are to be encoded as UTF-16LE",
            ProofMistakes::widened),
        new Other(
            "the password's characters outside US-ASCII became '?'", ProofMistakes::questionMarks),
        new Other("the password has quotation marks around it", right -> '"' + right + '"'),
        new Other("the password is the user's name", right -> user),
        new Other("the password is the word null: a variable was not set", right -> "null"));
  }

  /** What follows "the response does not match: ". */
  String explanation() {
    return namesMistaken()
        .or(this::keyMistaken)
        .or(this::passwordMistaken)
        .or(this::responseMistaken)
        .orElse(NONE);
  }

  private Optional<String> namesMistaken() {
    byte[] nt = PasswordKeys.ntV1(password);
    String upper = PasswordKeys.upperCase(user);
    Map<String, String> mistakes = new LinkedHashMap<>();
    for (String other : otherDomains()) {
      mistakes.putIfAbsent(
          upper + other, "proof computed for domain '" + other + "', sent '" + domain + "'");
    }
    mistakes.putIfAbsent(
        user + domain, "the user's name went into the proof as it is; upper case is right");
    mistakes.putIfAbsent(
        user.toUpperCase(Locale.ROOT) + domain,
        "the user's name became longer in upper case; each character is to stay one");
    mistakes.putIfAbsent(
        widened(upper) + widened(domain),
        "the names' UTF-8 bytes were widened to UTF-16 one by one; their characters are to be"
            + " encoded as UTF-16LE");
    mistakes.putIfAbsent(
        PasswordKeys.upperCase(domain + "\\" + user),
        "the user's name went into the proof with the domain before it");
    return mistakes.entrySet().stream()
        .filter(mistake -> proof.provedBy(nt, new byte[0], mistake.getKey()).isPresent())
        .map(
            mistake ->
                "the password is right, but "
                    + mistake.getValue()
                    + "; NTOWFv2 takes the user in upper case and the domain exactly as it is sent"
                    + " (MS-NLMP 3.3.2)")
        .findFirst();
  }

  private Iterable<String> otherDomains() {
    return Stream.of(
            PasswordKeys.upperCase(domain),
            domain.toLowerCase(Locale.ROOT),
            proof.message().workstation(),
            PasswordKeys.upperCase(proof.message().workstation()),
            target.domain(),
            target.computer(),
            target.dnsDomain(),
            target.dnsComputer(),
            "WORKGROUP")
        .filter(other -> !other.equals(domain))
        .distinct()
        .toList();
  }

  private Optional<String> keyMistaken() {
    byte[] nt = PasswordKeys.ntV1(password);
    byte[] lm = PasswordKeys.lmV1(password);
    if (proof.provesV2(nt)) {
      return Optional.of(
          "the password is right, but its NTLMv1 hash is the key of the proof; HMAC-MD5 of user and"
              + " domain under it is right (MS-NLMP 3.3.2, NTOWFv2)");
    }
    if (lm.length != 0
        && proof.provesV2(PasswordKeys.v2(lm, PasswordKeys.upperCase(user) + domain))) {
      return Optional.of(
          "the password is right, but the key of the proof is made from its LM hash; the NT hash is"
              + " right (MS-NLMP 3.3.2, NTOWFv2)");
    }
    return Optional.empty();
  }

  private Optional<String> passwordMistaken() {
    return others(user)
        .filter(other -> !other.password().apply(password).equals(password))
        .filter(other -> proof.provedBy(other.password().apply(password), user, domain).isPresent())
        .map(Other::hint)
        .findFirst();
  }

  private Optional<String> responseMistaken() {
    byte[] nt = PasswordKeys.ntV1(password);
    byte[] key = PasswordKeys.v2(nt, PasswordKeys.upperCase(user) + domain);
    if (proof.v2() != null && proof.provesV2(key, proof.v2().tempWith(offered))) {
      return Optional.of(
          "the password is right, but the target info was altered after the proof was computed over"
              + " it; what is sent has to be what it is over");
    }
    if (proof.message().nt().length == 24) {
      return v1Mistaken(nt);
    }
    return Optional.empty();
  }

  private Optional<String> v1Mistaken(byte[] nt) {
    byte[] came = proof.message().nt();
    if (Proof.same(came, Responses.v1(nt, proof.challenge()))) {
      return Optional.of(
          "the password is right, but this is plain NTLMv1 where extended session security is agreed"
              + " on: the NTLM2 session response is right (MS-NLMP 3.3.1)");
    }
    if (Proof.same(came, Responses.ntlm2Session(nt, proof.challenge(), proof.lm(0, 8)))) {
      return Optional.of(
          "the password is right, but this is an NTLM2 session response where extended session"
              + " security is not agreed on: plain NTLMv1 is right (MS-NLMP 3.3.1)");
    }
    return Optional.empty();
  }

  private static String widened(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String questionMarks(String text) {
    return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
  }

  private static String swapped(String text) {
    StringBuilder swapped = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      swapped.append(
          Character.isUpperCase(each) ? Character.toLowerCase(each) : Character.toUpperCase(each));
    }
    return swapped.toString();
  }
}
