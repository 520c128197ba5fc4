package dev.gatehouse.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.conformance.Check;
import dev.gatehouse.conformance.Spec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  /** What a command printed, and its exit code. */
  private record Ran(int exitCode, String out, String err) {}

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = command.execute(args);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  private static Check check(String id) {
    return Check.must(id, "t").from(Spec.hardening()).step(bench -> {});
  }

  @Test
  void aPatternThatMatchesNothingIsAUsageError(@TempDir Path temp) {
    Ran ran = run("run", "--only", "nothing.*", "--report-dir", temp.resolve("r").toString());

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("nothing.*").contains("list");
    assertThat(temp.resolve("r")).doesNotExist();
  }

  @Test
  void anUnknownClientIsAUsageError() {
    assertThat(run("run", "--client", "nobody"))
        .satisfies(
            ran -> {
              assertThat(ran.exitCode()).isEqualTo(2);
              assertThat(ran.err()).contains("nobody").contains("--help");
            });
  }

  @Test
  void aClientAndACommandAtOnceIsAUsageError() {
    assertThat(run("run", "--client", "gatehouse", "--exec", "x").exitCode()).isEqualTo(2);
  }

  @Test
  void noCommandIsAUsageError() {
    assertThat(run().exitCode()).isEqualTo(2);
    assertThat(run("--nonsense").exitCode()).isEqualTo(2);
  }

  @Test
  void aProgramThatCannotBeStartedIsAHarnessError(@TempDir Path temp) {
    Ran ran = run("run", "--exec", "/no/such/program", "--report-dir", temp.toString());

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("/no/such/program");
  }

  @Test
  void aReportDirectoryThatIsAFileIsAUsageError(@TempDir Path temp) throws Exception {
    Path file = Files.createFile(temp.resolve("a-file"));

    Ran ran = run("run", "--report-dir", file.toString());

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("a-file");
  }

  @Test
  void helpAndListSucceed() {
    assertThat(run("run", "--help").out()).contains("Exit codes").contains("--exec");
    assertThat(run("list").out()).contains("gatehouse");
    assertThat(run("list").exitCode()).isZero();
  }

  @Test
  void everyOptionOfRunIsDescribed() throws Exception {
    String page = Files.readString(Path.of("../docs/conformance.md"));

    Main.commandLine().getSubcommands().get("run").getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(option -> assertThat(page).contains("`" + option.longestName()));
  }

  @Test
  void picksChecksByPattern() {
    List<Check> checks = List.of(check("basic.a"), check("basic.b"), check("http.redirect-x"));

    assertThat(Selection.of(checks, List.of())).hasSize(3);
    assertThat(Selection.of(checks, List.of("basic.*")))
        .extracting(Check::id)
        .containsExactly("basic.a", "basic.b");
    assertThat(Selection.of(checks, List.of("*redirect*", "basic.?"))).hasSize(3);
    assertThat(Selection.of(checks, List.of("basic.a"))).hasSize(1);
  }
}
