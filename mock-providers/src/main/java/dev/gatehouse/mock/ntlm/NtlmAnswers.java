package dev.gatehouse.mock.ntlm;

import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.gate.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What IIS answers: every refusal looks the same to the client, and begins anew. */
final class NtlmAnswers {
  private static final String PAGE =
      "<!DOCTYPE html>\n<html><head><title>401 - Unauthorized: Access is denied due to invalid"
          + " credentials.</title></head><body><h2>401 - Unauthorized: Access is denied due to"
          + " invalid credentials.</h2></body></html>\n";

  private NtlmAnswers() {}

  static Verdict refused(
      NtlmGateSettings settings,
      String reason,
      String explanation,
      @Nullable NtlmTranscript transcript) {
    ServerResponse response = page();
    for (NtlmScheme scheme : settings.schemes()) {
      response = response.with("WWW-Authenticate", scheme.word());
    }
    return new Verdict.Refused(
        reason, explanation, response, transcript == null ? Map.of() : transcript.evidence());
  }

  static ServerResponse unauthorized(String challenge) {
    return page().with("WWW-Authenticate", challenge);
  }

  private static ServerResponse page() {
    return ServerResponse.status(401).with("Content-Type", "text/html").withBody(PAGE);
  }
}
