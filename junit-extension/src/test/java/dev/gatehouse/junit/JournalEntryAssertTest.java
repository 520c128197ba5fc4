package dev.gatehouse.junit;

import static dev.gatehouse.junit.GatehouseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.journal.FiredFault;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JournalEntryAssertTest {
  private final JournalEntry admitted =
      entry(Outcome.ADMITTED, "", "ada", Map.of("scope", "orders:read orders:write"), null, 200);
  private final JournalEntry refused =
      entry(
          Outcome.REFUSED,
          "wrong-password",
          null,
          Map.of(),
          "the password of user 'ada' is not the right one",
          401);

  private static JournalEntry entry(
      Outcome outcome,
      String event,
      String principal,
      Map<String, String> evidence,
      String explanation,
      int status) {
    return new JournalEntry(
        7,
        Instant.EPOCH,
        "GET",
        "/api/basic/orders",
        "page=2",
        List.of(new Field("X-Tag", "a"), new Field("x-tag", "b")),
        0,
        "gate /api/basic",
        outcome,
        event,
        principal,
        evidence,
        explanation,
        status,
        null);
  }

  private static JournalEntry met(String fault) {
    return new JournalEntry(
        8,
        Instant.EPOCH,
        "POST",
        "/oauth2/default/token",
        null,
        List.of(),
        0,
        "oauth2 /oauth2/default",
        Outcome.FAULTED,
        "fault.fired",
        null,
        Map.of(),
        "fault f1 was asked for and fired",
        503,
        new FiredFault("f1", fault));
  }

  private static void fails(ThrowingCallable assertion, String... message) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).message().contains(message);
  }

  @Test
  void readsTheSignatureOfAws() {
    String scope = "20260203/eu-central-1/execute-api/aws4_request";
    JournalEntry signed =
        entry(
            Outcome.ADMITTED,
            "",
            "arn:aws:iam::123456789012:user/ada",
            Map.of(
                "accessKeyId", "AKIAIOSFODNN7EXAMPLE",
                "credentialScope", scope,
                "signedHeaders", "content-type;host;x-amz-date"),
            null,
            200);
    assertThat(signed)
        .hasSignatureOf("AKIAIOSFODNN7EXAMPLE")
        .hasCredentialScope(scope)
        .hasSignedHeaders("Host", "x-amz-date");
    fails(
        () -> assertThat(signed).hasSignatureOf("AKIAOTHER"),
        "expected the call to be signed by the access key 'AKIAOTHER', but it says"
            + " 'AKIAIOSFODNN7EXAMPLE'");
    fails(
        () -> assertThat(signed).hasCredentialScope("20260203/us-east-1/s3/aws4_request"),
        "to be signed for the scope '20260203/us-east-1/s3/aws4_request', but it says '" + scope);
    fails(
        () -> assertThat(signed).hasSignedHeaders("host", "X-Amz-Target"),
        "to have host, X-Amz-Target signed, but signed are 'content-type;host;x-amz-date'");
    fails(() -> assertThat(admitted).hasSignatureOf("x"), "but no signature was verified");
    fails(() -> assertThat(admitted).hasSignedHeaders("x"), "but no signature was verified");
  }

  @Test
  void tellsAdmittedFromRefused() {
    assertThat(admitted).wasAdmitted();
    assertThat(refused).wasRefused();
    fails(() -> assertThat(admitted).wasRefused(), "expected the call to be refused");
    fails(() -> assertThat(refused).wasAdmitted(), "expected the call to be admitted");
  }

  @Test
  void showsTheJournalsExplanation() {
    fails(
        () -> assertThat(refused).wasAdmitted(),
        "#7 GET /api/basic/orders?page=2 -> 401, refused by gate /api/basic: wrong-password",
        "the password of user 'ada' is not the right one");
  }

  @Test
  void comparesTheReasonOfARefusal() {
    assertThat(refused).wasRefusedBecause("wrong-password");
    fails(
        () -> assertThat(refused).wasRefusedBecause("no-password"),
        "to be refused because of 'no-password'",
        "wrong-password");
    fails(() -> assertThat(admitted).wasRefusedBecause("wrong-password"), "admitted");
  }

  @Test
  void knowsChallenges() {
    assertThat(entry(Outcome.CHALLENGED, "", null, Map.of(), "send type 3", 401)).wasChallenged();
    fails(() -> assertThat(admitted).wasChallenged(), "to be challenged");
  }

  @Test
  void findsAScopeAmongOthers() {
    assertThat(admitted)
        .hasBearerTokenWithScope("orders:read")
        .hasBearerTokenWithScope("orders:write");
    fails(
        () -> assertThat(admitted).hasBearerTokenWithScope("orders"),
        "scope 'orders', but its scopes are 'orders:read orders:write'");
    fails(() -> assertThat(refused).hasBearerTokenWithScope("orders:read"), "no scope was proved");
  }

  @Test
  void comparesStatusAndPrincipal() {
    assertThat(admitted).hasStatus(200).hasPrincipal("ada");
    fails(() -> assertThat(admitted).hasStatus(201), "to be answered 201", "-> 200");
    fails(() -> assertThat(admitted).hasPrincipal("bob"), "from 'bob'", "principal is 'ada'");
    fails(() -> assertThat(refused).hasPrincipal("ada"), "principal is 'null'");
  }

  @Test
  void findsHeadersWithoutCaseAndEachValue() {
    assertThat(admitted)
        .wasSentWithHeader("x-TAG")
        .wasSentWithHeader("X-Tag", "a")
        .wasSentWithHeader("X-Tag", "b");
    fails(() -> assertThat(admitted).wasSentWithHeader("X-Other"), "a header 'X-Other'");
    fails(
        () -> assertThat(admitted).wasSentWithHeader("X-Tag", "c"),
        "'X-Tag: c', but its values are [a, b]");
  }

  @Test
  void failsOnNoEntryAtAll() {
    assertThatThrownBy(() -> assertThat((JournalEntry) null).wasAdmitted())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void standsBesideAssertJsOwnAssertThat() {
    assertThat(admitted.status()).isEqualTo(200);
    assertThat(List.of(admitted)).hasSize(1);
  }

  @Test
  void keepsADescription() {
    fails(() -> assertThat(refused).as("the second call").wasAdmitted(), "the second call");
  }

  @Test
  void tellsWhichFaultWasMet() {
    assertThat(met("oauth-error")).metFault("oauth-error").hasStatus(503);
    fails(
        () -> assertThat(met("oauth-error")).metFault("status"),
        "expected the call to meet the fault 'status', but it met 'oauth-error'",
        "#8 POST /oauth2/default/token -> 503, faulted by oauth2 /oauth2/default");
    fails(
        () -> assertThat(admitted).metFault("status"),
        "expected the call to meet the fault 'status', but it met none");
  }
}
