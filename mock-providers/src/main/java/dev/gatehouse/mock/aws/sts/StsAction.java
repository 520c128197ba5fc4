package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Actor;

/** One action of the API. */
interface StsAction {
  /** The value of {@code Action} that asks for it. */
  String name();

  /** Whether the request has to be signed. */
  default boolean signed() {
    return true;
  }

  /**
   * Whether credentials of this kind may call it at all (AWS documentation: "Compare AWS STS
   * credentials").
   */
  default boolean takes(Actor caller) {
    return true;
  }

  /** Does it. */
  StsResult perform(StsCall call) throws StsRefusal;
}
