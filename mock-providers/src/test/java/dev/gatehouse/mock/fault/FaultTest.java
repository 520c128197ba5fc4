package dev.gatehouse.mock.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a fault may be made of. */
class FaultTest {
  private static void refused(ThrowingCallable made, String message) {
    assertThatThrownBy(made)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesWhatCannotBeSent() {
    refused(() -> Fault.delay(Duration.ZERO), "by has to be longer than nothing");
    refused(() -> Fault.status(199), "status has to be 200 to 599, not 199");
    refused(() -> Fault.status(600), "status has to be 200 to 599");
    refused(() -> Fault.status(200).header("a b", "c"), "'a b' cannot be the name");
    refused(() -> Fault.status(200).header("X", "a\r\nY: b"), "the value of the header X");
    refused(() -> Fault.status(200).header("X", " a"), "a space at one of its ends");
    refused(() -> Fault.status(200).header("content-length", "9"), "truncated-body");
    refused(() -> Fault.oauthError("sad").status(200), "status has to be 400 to 599");
    refused(() -> Fault.oauthError("a\"b"), "error has to be printable US-ASCII");
    refused(() -> Fault.oauthError(""), "error has to be printable US-ASCII");
    refused(() -> Fault.oauthError("a").description("ä"), "description has to be");
    refused(() -> Fault.tooManyRequests(Duration.ofMillis(1500)), "whole seconds");
    refused(() -> Fault.tooManyRequests(Duration.ofSeconds(-1)), "0 or more");
    refused(() -> Fault.redirect(URI.create("/x")).status(304), "301, 302, 303, 307 or 308");
    refused(() -> Fault.oversizedBody(0), "bytes has to be 1");
    refused(() -> Fault.drippingBody(0, Duration.ofSeconds(1)), "parts has to be 1");
    refused(() -> Fault.drippingBody(1, Duration.ZERO), "over has to be longer");
    refused(() -> Fault.wrongContentType("a\n"), "Content-Type");
  }

  private static ServerResponse sent(Fault fault) {
    return ((Answer.Whole) Replacement.of(fault).orElseThrow()).response();
  }

  private static String challenge(Fault fault) {
    return sent(fault).fields().stream()
        .filter(field -> field.name().equals("WWW-Authenticate"))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  @Test
  void anOAuthErrorHasTheStatusThatGoesWithIt() {
    assertThat(sent(Fault.oauthError("invalid_grant")).status()).isEqualTo(400);
    assertThat(sent(Fault.oauthError("invalid_client")).status()).isEqualTo(401);
    assertThat(sent(Fault.oauthError("insufficient_scope")).status()).isEqualTo(403);
    assertThat(sent(Fault.oauthError("server_error")).status()).isEqualTo(500);
    assertThat(sent(Fault.oauthError("server_error").status(502)).status()).isEqualTo(502);
  }

  @Test
  void anOAuthErrorThatNeedsAChallengeHasOne() {
    assertThat(challenge(Fault.oauthError("invalid_client"))).startsWith("Basic ");
    assertThat(challenge(Fault.oauthError("invalid_grant"))).isEmpty();
    assertThat(challenge(Fault.oauthError("invalid_token")))
        .isEqualTo("Bearer realm=\"Gatehouse\", error=\"invalid_token\"");
    assertThat(challenge(Fault.oauthError("insufficient_scope").description("More.")))
        .isEqualTo(
            "Bearer realm=\"Gatehouse\", error=\"insufficient_scope\", error_description=\"More.\"");
  }
}
