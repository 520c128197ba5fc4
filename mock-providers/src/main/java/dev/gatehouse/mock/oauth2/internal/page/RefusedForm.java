package dev.gatehouse.mock.oauth2.internal.page;

import dev.gatehouse.mock.exchange.Reply;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.oauth2.OAuth2Refusal;

/** What a person sees whose form is refused. */
public final class RefusedForm {
  private RefusedForm() {}

  /** A page that says what to do. It leads nowhere, as nothing is proved. */
  public static Reply of(OAuth2Refusal refusal) {
    ServerResponse page =
        Notice.problem(
            refusal.status(),
            "This page cannot be used any more",
            refusal.description(),
            "Go back to your application or device and start again from there.");
    return new Reply(
        refusal.status() == 405 ? page.with("Allow", "POST") : page,
        refusal.event("interaction"),
        refusal.explanation());
  }
}
