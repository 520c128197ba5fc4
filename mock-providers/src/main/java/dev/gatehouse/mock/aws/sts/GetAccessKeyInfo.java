package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Iam;

/**
 * GetAccessKeyInfo: the account a key belongs to.
 *
 * @param iam knows the keys
 */
record GetAccessKeyInfo(Iam iam) implements StsAction {
  @Override
  public String name() {
    return "GetAccessKeyInfo";
  }

  @Override
  public StsResult perform(StsCall call) throws StsRefusal {
    new Constraints(call.parameters())
        .required("AccessKeyId")
        .text("AccessKeyId", 16, 128, "[\\w]*")
        .hold();
    String id = call.parameters().get("AccessKeyId").orElseThrow();
    String account =
        iam.accountOf(id)
            .orElseThrow(
                () ->
                    StsRefusal.validation(
                        "Access key " + id + " is invalid.", "there is no access key by this id"));
    return new StsResult(xml -> xml.element("Account", account), "asked for the account of a key");
  }
}
