package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Actor;
import dev.gatehouse.mock.aws.iam.IamUser;
import dev.gatehouse.mock.aws.iam.MfaDevice;
import java.time.Instant;
import java.util.Optional;

/** The one-time code of a request: with its device, right, and never twice. */
final class MfaCode {
  private MfaCode() {}

  /**
   * Verifies it, and uses it up.
   *
   * @return whether there was one
   * @throws StsRefusal if it is wrong, or half of it is missing
   */
  static boolean verify(StsParameters parameters, Actor caller, Instant now) throws StsRefusal {
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
    Optional<MfaDevice> device =
        caller.identity() instanceof IamUser user ? user.mfaDevice(serial.get()) : Optional.empty();
    if (device.isEmpty()) {
      throw StsRefusal.denied(
          "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA"
              + " serial number is valid and associated with this user.",
          "the caller has no MFA device by this SerialNumber; a role has none at all");
    }
    if (!device.get().accepts(code.get(), now)) {
      throw StsRefusal.denied(
          "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
          "the one-time code is wrong, late or used before; the server's clock says " + now);
    }
    return true;
  }
}
