package dev.gatehouse.mock.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.aws.sigv4.SignatureGate.Permission;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import dev.gatehouse.mock.scenario.Lineup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The AWS signing test suite over a real socket, in its bytes and at its time. Left out, in both
 * forms, are the five cases that are no HTTP/1.1: a space in the target ends it, bytes beyond ASCII
 * do not belong there (RFC 9112, section 3.2), and folded header lines are obsolete and refused
 * (section 5.2). {@link VectorsTest} has those too.
 */
class VectorsOverTheWireTest {
  private static final Set<String> NO_HTTP =
      Set.of(
          "get-space-normalized",
          "get-space-unnormalized",
          "get-utf8",
          "get-vanilla-utf8-query",
          "get-header-value-multiline");

  private static List<Vector> valid(String version) {
    return Vector.all(version)
        .filter(vector -> !NO_HTTP.contains(vector.folder().getFileName().toString()))
        .toList();
  }

  private static void requireSuite() {
    assumeTrue(
        Vector.all("v4").findAny().isPresent(),
        "the AWS signing test suite is not there: -Dgatehouse.vectors=DIR names its place");
  }

  @Test
  void leavesOutFiveCasesInBothForms() {
    requireSuite();
    assertThat(valid("v4")).hasSize(76 - 10);
    assertThat(valid("v4a")).hasSize(76 - 10);
  }

  @TestFactory
  Stream<DynamicTest> admitsThem() {
    requireSuite();
    return Stream.of("v4", "v4a")
        .flatMap(version -> valid(version).stream())
        .map(
            vector ->
                dynamicTest(
                    vector.folder().getParent().getFileName() + " " + vector,
                    () -> admits(vector)));
  }

  private static void admits(Vector vector) {
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      gatehouse.clock().set(vector.now());
      gatehouse.guard(
          "/",
          new SignatureGate(
              vector.settings(), vector.verifier(gatehouse.clock()), Permission.ANYBODY));
      String answer = Wire.exchange(gatehouse.baseUri(), wire(vector));
      JournalEntry entry = gatehouse.journal().entries().get(0);
      assertThat(entry.outcome())
          .describedAs(() -> entry.explanation() + "\n" + answer)
          .isEqualTo(Outcome.ADMITTED);
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      assertThat(entry.evidence()).containsEntry("accessKeyId", vector.accessKeyId());
      if (vector.form().equals("query")) {
        // The same bytes after their time.
        gatehouse.clock().set(vector.now().plusSeconds(3601));
      } else {
        gatehouse.clock().set(vector.now().plusSeconds(901));
      }
      assertThat(Wire.exchange(gatehouse.baseUri(), wire(vector))).startsWith("HTTP/1.1 403 ");
    }
  }

  private static String wire(Vector vector) {
    String text = vector.text("signed-request");
    int blank = text.indexOf("\n\n");
    String head = (blank < 0 ? text : text.substring(0, blank)).strip();
    byte[] body = vector.request().body();
    return head.replace("\n", "\r\n")
        + "\r\nConnection: close\r\n\r\n"
        + new String(body, StandardCharsets.ISO_8859_1);
  }
}
