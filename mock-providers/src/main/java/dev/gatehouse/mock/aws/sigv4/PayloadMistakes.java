package dev.gatehouse.mock.aws.sigv4;

import static dev.gatehouse.mock.aws.sigv4.Mistake.About.PAYLOAD;
import static dev.gatehouse.mock.aws.sigv4.Mistake.signing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What clients get wrong in the hash of the payload. */
final class PayloadMistakes {
  /** Longer bodies are not hashed again and again. */
  private static final int LONGEST = 1024 * 1024;

  private PayloadMistakes() {}

  static List<Mistake> of(Suspect suspect) {
    List<Mistake> all = new ArrayList<>();
    all.add(
        signing(
            PAYLOAD,
            "the payload hash is that of an empty body; hash the body that is sent",
            in -> in.withPayloadHash(Sha256.EMPTY)));
    all.add(
        signing(
            PAYLOAD,
            "the payload is signed as UNSIGNED-PAYLOAD; its hash in lower-case hex is right here",
            in -> in.withPayloadHash(Payload.UNSIGNED)));
    all.add(
        signing(
            PAYLOAD,
            "the payload hash is missing; it is the last line of the canonical request, for an"
                + " empty body too",
            in -> in.withPayloadHash("")));
    all.add(
        signing(
            PAYLOAD,
            "the payload hash is signed in upper-case hex; lower case is right",
            in -> in.withPayloadHash(in.payloadHash().toUpperCase(Locale.ROOT))));
    if (suspect.request().content().length() <= LONGEST) {
      byte[] body = suspect.request().body();
      String hash = Sha256.hex(body);
      all.add(
          signing(
              PAYLOAD,
              "the hash of the payload is signed, though x-amz-content-sha256 says something else;"
                  + " the two have to be the same",
              in -> in.withPayloadHash(hash)));
      byte[] withNewline = Arrays.copyOf(body, body.length + 1);
      withNewline[body.length] = '\n';
      int end = body.length;
      while (end > 0 && (body[end - 1] == '\n' || body[end - 1] == '\r')) {
        end--;
      }
      String stripped = Sha256.hex(Arrays.copyOf(body, end));
      String lengthened = Sha256.hex(withNewline);
      all.add(
          signing(
              PAYLOAD,
              "the body is hashed with another end of line than is sent; hash the very bytes that"
                  + " are sent",
              in -> in.withPayloadHash(stripped),
              in -> in.withPayloadHash(lengthened)));
    }
    return all;
  }
}
