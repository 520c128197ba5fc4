package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.IamUser;
import dev.gatehouse.mock.aws.iam.SessionCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GetSessionToken: a user's temporary credentials, with MFA if wanted (AWS documentation:
 * "GetSessionToken").
 *
 * @param iam keeps the session
 */
record GetSessionToken(Iam iam) implements StsAction {
  private static final Duration USUAL = Duration.ofHours(12);

  @Override
  public String name() {
    return "GetSessionToken";
  }

  @Override
  public StsResult perform(StsCall call) throws StsRefusal {
    StsParameters parameters = call.parameters();
    new Constraints(parameters)
        .number("DurationSeconds", 900, 129_600)
        .text("SerialNumber", 9, 256, "[\\w+=/:,.@-]*")
        .text("TokenCode", 6, 6, "[\\d]*")
        .hold();
    StsCaller caller = call.caller().orElseThrow();
    if (caller.session().isPresent() || !(caller.identity() instanceof IamUser user)) {
      throw StsRefusal.denied(
          "Cannot call GetSessionToken with session credentials",
          "GetSessionToken needs a user's own key; the caller's is temporary");
    }
    boolean mfa = new MfaCode(iam).verify(parameters, user);
    Duration duration =
        parameters
            .get("DurationSeconds")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(USUAL);
    IamSession session =
        new IamSession(
            user.principal(),
            user,
            List.of(),
            mfa,
            Map.of(),
            Set.of(),
            Optional.empty(),
            call.now());
    SessionCredentials credentials = iam.begin(session, call.now().plus(duration));
    return new StsResult(
        xml -> SessionXml.credentials(xml, credentials),
        user + " got a session" + (mfa ? " with MFA" : ""));
  }
}
