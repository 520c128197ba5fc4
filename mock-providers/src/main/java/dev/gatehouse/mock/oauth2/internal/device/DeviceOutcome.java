package dev.gatehouse.mock.oauth2.internal.device;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.oauth2.Login;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.internal.login.Asked;
import dev.gatehouse.mock.oauth2.internal.page.Notice;
import java.util.Set;

/** What people decided waits for the device to ask; their browser goes nowhere. */
record DeviceOutcome(DeviceCodes codes, DeviceRequest request) implements Asked.Outcome {
  @Override
  public Reply allowed(Login login, Set<String> scopes) {
    return codes.allow(request, login, scopes)
        ? new Reply(
            Notice.of("Your device is connected", "Go back to it. You can close this page."),
            "device.allowed",
            "user "
                + login.user().username()
                + " let client "
                + request.client().id()
                + " act from a device, with the scope: "
                + String.join(" ", scopes))
        : tooLate();
  }

  @Override
  public Reply refused(OAuth2Refusal refusal) {
    return codes.deny(request, refusal.explanation())
        ? new Reply(
            Notice.of(
                "Your device is not connected", "Nothing was allowed. You can close this page."),
            "device.refused",
            refusal.explanation())
        : tooLate();
  }

  private static Reply tooLate() {
    return new Reply(
        Notice.problem(
            400,
            "Your device is not connected",
            "Its code has expired or was used before.",
            "Start again on the device."),
        "device.refused",
        "the user code expired before the decision was made, or another was made first");
  }
}
