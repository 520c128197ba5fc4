package dev.gatehouse.mock.aws.sts;

/** One action of the API. */
interface StsAction {
  /** The value of {@code Action} that asks for it. */
  String name();

  /** Whether the request has to be signed. */
  default boolean signed() {
    return true;
  }

  /** Does it. */
  StsResult perform(StsCall call) throws StsRefusal;
}
