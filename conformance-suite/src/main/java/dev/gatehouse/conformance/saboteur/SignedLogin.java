package dev.gatehouse.conformance.saboteur;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signature Version 4: each attempt is signed at its own time; once by the server's clock. */
final class SignedLogin implements Login {
  private final SignatureV4 signature;
  private final AwsKeys keys;
  private final InstantSource clock;
  private final @Nullable Flaw flaw;
  private volatile Duration offset = Duration.ZERO;

  SignedLogin(SignatureV4 signature, AwsKeys keys, InstantSource clock, @Nullable Flaw flaw) {
    this.signature = signature;
    this.keys = keys;
    this.clock = clock;
    this.flaw = flaw;
  }

  @Override
  public Outgoing sign(Outgoing request) {
    if (flaw == Flaw.SIGV4_RETRY && request.has("Authorization")) {
      return request;
    }
    return signature.sign(request, keys.get(), clock.instant().plus(offset));
  }

  @Override
  public boolean renews(Outgoing refused, Incoming refusal) {
    String body = new String(refusal.body(), StandardCharsets.UTF_8);
    if (body.contains("RequestTimeTooSkewed")) {
      return correct(refusal);
    }
    return body.contains("ExpiredToken") && keys.renew();
  }

  private boolean correct(Incoming refusal) {
    try {
      Optional<Instant> date =
          refusal
              .first("Date")
              .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
      date.ifPresent(now -> offset = Duration.between(clock.instant(), now));
      return date.isPresent();
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
