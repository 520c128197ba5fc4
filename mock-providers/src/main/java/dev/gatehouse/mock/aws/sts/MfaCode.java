package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.iam.IamUser;
import dev.gatehouse.mock.aws.iam.Identity;
import java.util.Optional;

/**
 * The one-time code of a request: with its device, right, and never twice.
 *
 * @param iam knows the devices
 */
record MfaCode(Iam iam) {
  /**
   * Verifies it.
   *
   * @return whether there was one
   * @throws StsRefusal if it is wrong, or half of it is missing
   */
  boolean verify(StsParameters parameters, Identity caller) throws StsRefusal {
    Optional<String> serial = parameters.get("SerialNumber");
    Optional<String> code = parameters.get("TokenCode");
    if (serial.isEmpty() && code.isEmpty()) {
      return false;
    }
    if (serial.isEmpty() || code.isEmpty()) {
      throw StsRefusal.denied(
          "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass"
              + " code.",
          "SerialNumber and TokenCode go together; one of them is missing");
    }
    boolean right =
        caller instanceof IamUser user && iam.acceptsCode(user, serial.get(), code.get());
    if (!right) {
      throw StsRefusal.denied(
          "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
          "the one-time code is wrong, late or used before, or the device is not the caller's");
    }
    return true;
  }
}
