package dev.gatehouse.conformance.report;

import dev.gatehouse.conformance.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a run down in four forms.
 *
 * @since 0.1
 */
public final class Reports {
  private Reports() {}

  /**
   * Writes {@code report.json}, {@code report.html}, {@code junit.xml} and {@code summary.md}.
   *
   * @param directory made if it is missing; files of these names are replaced
   * @throws IOException if it cannot be made or written to
   */
  public static void write(Run run, Path directory) throws IOException {
    Files.createDirectories(directory);
    write(directory.resolve("report.json"), JsonReport.write(run));
    write(directory.resolve("junit.xml"), JUnitReport.write(run));
    write(directory.resolve("summary.md"), MarkdownReport.write(run));
    write(directory.resolve("report.html"), HtmlReport.write(run));
  }

  /** Half a surrogate pair from a hostile server becomes a question mark, not an error. */
  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
