package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.Principal;

/** GetCallerIdentity: nobody can be forbidden to ask who they are. */
final class GetCallerIdentity implements StsAction {
  @Override
  public String name() {
    return "GetCallerIdentity";
  }

  @Override
  public StsResult perform(StsCall call) {
    Principal caller = call.caller().orElseThrow().principal();
    return new StsResult(
        xml ->
            xml.element("Arn", caller.arn())
                .element("UserId", caller.userId())
                .element("Account", caller.accountId()),
        caller.arn() + " asked who it is");
  }
}
