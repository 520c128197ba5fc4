package dev.gatehouse.mock.oauth2.internal.device;

import dev.gatehouse.mock.credential.internal.Handles.Found;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import dev.gatehouse.mock.oauth2.internal.client.BrowserParameters;
import dev.gatehouse.mock.oauth2.internal.login.Asked;
import dev.gatehouse.mock.oauth2.internal.login.Expected;
import dev.gatehouse.mock.oauth2.internal.login.Interaction;
import dev.gatehouse.mock.oauth2.internal.login.Prompt;
import dev.gatehouse.mock.oauth2.internal.page.Pages;
import dev.gatehouse.mock.oauth2.internal.page.RefusedForm;
import java.time.InstantSource;
import java.util.Map;

/**
 * Where people enter the code a device shows (RFC 8628, section 3.3). The address may have it
 * already (section 3.3.1); either way they log in and see it once more before they allow anything.
 */
final class DevicePage implements Endpoint {
  private final DeviceCodes codes;
  private final Interaction interaction;
  private final GuessLimit guesses;

  DevicePage(DeviceCodes codes, Interaction interaction, InstantSource clock) {
    this.codes = codes;
    this.interaction = interaction;
    guesses = new GuessLimit(clock);
  }

  @Override
  public Reply answer(ServerRequest http) {
    String typed;
    try {
      typed = BrowserParameters.read(http).get("user_code").orElse("");
    } catch (OAuth2Refusal refusal) {
      return RefusedForm.of(refusal);
    }
    if (typed.isEmpty() && !http.method().equals("POST")) {
      return new Reply(page(200, "", ""), "user_code.asked", null);
    }
    if (!guesses.allowsOne()) {
      return tooMany(typed);
    }
    Found<DeviceRequest> found = codes.byUserCode(UserCode.normal(typed));
    if (found instanceof Found.Good<DeviceRequest> good) {
      guesses.wasRight();
      return interaction.start(http, asked(good.value()));
    }
    return wrong(typed, found);
  }

  private Asked asked(DeviceRequest request) {
    return new Asked(
        request.client(),
        request.scopes(),
        Prompt.USUAL,
        Expected.ANYTHING,
        request.userCode(),
        new DeviceOutcome(codes, request));
  }

  private static Reply wrong(String typed, Found<DeviceRequest> found) {
    if (found instanceof Found.Used<DeviceRequest>) {
      return refused(
          200,
          typed,
          "This code was used before. Start again on the device.",
          "the user code is good for one decision, which was made");
    }
    if (found instanceof Found.Expired<DeviceRequest> expired) {
      return refused(
          200,
          typed,
          "This code has expired. Start again on the device.",
          "the user code expired at " + expired.at());
    }
    return refused(
        200,
        typed,
        "There is no such code. Look at your device again.",
        "no device shows such a code; one is 8 letters, as in WDJB-MJHT");
  }

  private static Reply tooMany(String typed) {
    Reply reply =
        refused(
            429,
            typed,
            "There were too many wrong codes. Wait a minute.",
            "more than 10 wrong user codes came in a minute, so none is tried until it is over"
                + " (RFC 8628, section 5.1)");
    return new Reply(
        reply.response().with("Retry-After", String.valueOf(GuessLimit.PERIOD.toSeconds())),
        reply.event(),
        reply.explanation());
  }

  private static Reply refused(int status, String typed, String error, String explanation) {
    return new Reply(page(status, typed, error), "user_code.refused", explanation);
  }

  private static ServerResponse page(int status, String typed, String error) {
    return Pages.of(status, "device", Map.of("userCode", typed, "error", error));
  }

  /** Forgets the guesses. */
  void reset() {
    guesses.reset();
  }
}
