package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamSession;
import dev.gatehouse.mock.aws.iam.SessionCredentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GetSessionToken: a user's temporary credentials, with MFA if wanted. No policy is asked (AWS
 * documentation: "GetSessionToken").
 *
 * @param iam keeps the session
 */
record GetSessionToken(Iam iam) implements StsAction {
  @Override
  public String name() {
    return "GetSessionToken";
  }

  @Override
  public boolean takes(Actor caller) {
    return caller.session().isEmpty();
  }

  @Override
  public StsResult perform(StsCall call) throws StsRefusal {
    StsParameters parameters = call.parameters();
    new Constraints(parameters)
        .number("DurationSeconds", 900, 129_600)
        .text("SerialNumber", 9, 256, "[\\w+=/:,.@-]*")
        .text("TokenCode", 6, 6, "[\\d]*")
        .hold();
    Actor caller = call.caller().orElseThrow();
    boolean mfa = MfaCode.verify(parameters, caller, call.now());
    IamSession session =
        new IamSession(
            caller.principal(),
            caller.identity(),
            List.of(),
            mfa,
            Map.of(),
            Set.of(),
            Optional.empty(),
            call.now());
    SessionCredentials credentials =
        iam.begin(session, call.now().plus(SessionDuration.ofUser(parameters)));
    return new StsResult(
        xml -> SessionXml.credentials(xml, credentials),
        caller.principal().arn() + " got a session" + (mfa ? " with MFA" : ""));
  }
}
