package dev.gatehouse.conformance.saboteur;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signature Version 4 in the Authorization header, for one service in one region. */
record SignatureV4(String region, String service, @Nullable Flaw flaw) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final List<String> OWN =
      List.of(
          "Authorization", "Host", "X-Amz-Date", "X-Amz-Content-Sha256", "X-Amz-Security-Token");

  Outgoing sign(Outgoing request, AwsKey key, Instant now) {
    String time = TIME.format(now);
    String hash = sha256(flaw == Flaw.SIGV4_PAYLOAD ? new byte[0] : request.body());
    Outgoing bare = request;
    for (String name : OWN) {
      bare = bare.without(name);
    }
    Outgoing dated =
        bare.adding("Host", request.target().authority())
            .adding("X-Amz-Date", time)
            .adding("X-Amz-Content-Sha256", hash);
    if (key.sessionToken() != null && flaw != Flaw.SIGV4_SESSION_TOKEN) {
      dated = dated.adding("X-Amz-Security-Token", key.sessionToken());
    }
    CanonicalRequest canonical = new CanonicalRequest(dated, hash, service.equals("s3"), flaw);
    String day = time.substring(0, 8);
    String scope = String.join("/", day, region, service, "aws4_request");
    String toSign = String.join("\n", ALGORITHM, time, scope, sha256(octets(canonical.text())));
    byte[] derived = octets("AWS4" + key.secret());
    for (String part : List.of(day, region, service, "aws4_request", toSign)) {
      derived = hmac(derived, part);
    }
    return dated.adding(
        "Authorization",
        ALGORITHM
            + " Credential="
            + key.id()
            + "/"
            + scope
            + ", SignedHeaders="
            + canonical.signedHeaders()
            + ", Signature="
            + HexFormat.of().formatHex(derived));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(octets(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
