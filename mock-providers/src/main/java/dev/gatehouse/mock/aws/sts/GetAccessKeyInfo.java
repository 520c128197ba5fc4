package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.Iam;

/**
 * GetAccessKeyInfo: the account a key belongs to, whoever's it is (AWS documentation:
 * "GetAccessKeyInfo").
 *
 * @param iam knows the keys
 */
record GetAccessKeyInfo(Iam iam) implements StsAction {
  @Override
  public String name() {
    return "GetAccessKeyInfo";
  }

  @Override
  public boolean takes(Actor caller) {
    return caller.session().isEmpty() || caller.isRole();
  }

  @Override
  public StsResult perform(StsCall call) throws StsRefusal {
    new Constraints(call.parameters())
        .required("AccessKeyId")
        .text("AccessKeyId", 16, 128, "[\\w]*")
        .hold();
    Actor caller = call.caller().orElseThrow();
    OwnPermission.require(
        caller, "sts:GetAccessKeyInfo", "*", call.keys().caller(caller, call.now()));
    String id = call.parameters().get("AccessKeyId").orElseThrow();
    Actor owner =
        iam.actor(id)
            .orElseThrow(
                () ->
                    StsRefusal.validation(
                        "Access key " + id + " is invalid.", "there is no access key by this id"));
    return new StsResult(
        xml -> xml.element("Account", owner.principal().accountId()),
        caller.principal().arn() + " asked for the account of a key");
  }
}
