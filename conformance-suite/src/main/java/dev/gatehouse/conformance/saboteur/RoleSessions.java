package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import dev.gatehouse.conformance.client.ClientSettings;
import dev.gatehouse.mock.exchange.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions of one role, each used until shortly before it ends (AWS STS: AssumeRole). */
final class RoleSessions implements AwsKeys {
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final long LONGEST = 1024 * 1024;

  private final Settings given;
  private final ClientSettings limits;
  private final Wire wire;
  private final InstantSource clock;
  private final @Nullable Flaw flaw;
  private @Nullable AwsKey held;

  RoleSessions(
      Settings given, ClientSettings limits, Wire wire, InstantSource clock, @Nullable Flaw flaw) {
    this.given = given;
    this.limits = limits;
    this.wire = wire;
    this.clock = clock;
    this.flaw = flaw;
    if (flaw != Flaw.STS_LIMITS) {
      require("roleArn", "[\\x21-\\x7e]{20,2048}");
      require("externalId", "[\\w+=,.@:/-]{2,1224}");
    }
  }

  private void require(String name, String pattern) {
    if (!given.text(name).matches(pattern)) {
      throw new Failure(Kind.REFUSED, "auth." + name + " is not one that AssumeRole takes");
    }
  }

  @Override
  public synchronized AwsKey get() {
    AwsKey session = held;
    Instant expiry = session == null ? null : session.expiry();
    if (session == null || expiry == null || !clock.instant().isBefore(expiry.minus(MARGIN))) {
      session = begin();
      held = session;
    }
    AwsKey base = AwsKey.of(given);
    return flaw == Flaw.STS_USE
        ? new AwsKey(base.id(), base.secret(), session.sessionToken(), null)
        : session;
  }

  @Override
  public synchronized boolean renew() {
    held = null;
    return true;
  }

  private AwsKey begin() {
    Outgoing request =
        new Outgoing(
            "POST",
            Target.of(given.uri("stsEndpoint")),
            List.of(new Field("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")),
            form().encoded().getBytes(StandardCharsets.UTF_8));
    SignatureV4 signature = new SignatureV4(given.text("region"), "sts", null);
    Outgoing sent =
        flaw == Flaw.STS_REQUEST
            ? request
            : signature.sign(request, AwsKey.of(given), clock.instant());
    try {
      Deadline deadline =
          Deadline.ofSilence(limits.responseTimeout()).endingIn(limits.totalTimeout());
      return new AssumeRoleAnswer(flaw).read(wire.exchange(sent, deadline, LONGEST));
    } catch (Failure e) {
      throw new Failure(
          e.kind() == Kind.NETWORK ? Kind.AUTHENTICATION : e.kind(),
          "no session of the role: " + e.getMessage(),
          e);
    }
  }

  private Form form() {
    Form form =
        Form.of("Action", "AssumeRole")
            .with("Version", "2011-06-15")
            .with("RoleArn", given.text("roleArn"))
            .with("RoleSessionName", "conformance");
    if (flaw == Flaw.STS_LIMITS) {
      form = form.with("DurationSeconds", "0");
    }
    return flaw == Flaw.STS_EXTERNAL_ID ? form : form.with("ExternalId", given.text("externalId"));
  }
}
