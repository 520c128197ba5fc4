package dev.gatehouse.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.conformance.CheckResult;
import dev.gatehouse.conformance.Run;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportsTest {

  @Test
  void writesAllFourIntoADirectoryItMakes(@TempDir Path temp) throws Exception {
    Path directory = temp.resolve("build/report");

    Reports.write(SampleRun.run(), directory);
    Reports.write(SampleRun.run(), directory);

    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("report.json", "report.html", "junit.xml", "summary.md");
    }
  }

  @Test
  void jsonHasEveryCheckWithItsSourceAndOutcome() throws Exception {
    JsonNode report = new ObjectMapper().readTree(JsonReport.write(SampleRun.run()));

    assertThat(report.path("format").asInt()).isEqualTo(1);
    assertThat(report.path("verdict").asText()).isEqualTo("not conformant");
    assertThat(report.path("exitCode").asInt()).isEqualTo(1);
    assertThat(report.path("counts").path("checks").asInt()).isEqualTo(6);
    assertThat(report.path("counts").path("failed").asInt()).isEqualTo(1);
    assertThat(report.path("counts").path("warnings").asInt()).isEqualTo(1);
    JsonNode failed = report.path("checks").get(1);
    assertThat(failed.path("id").asText()).isEqualTo("basic.utf8");
    assertThat(failed.path("level").asText()).isEqualTo("must");
    assertThat(failed.path("outcome").asText()).isEqualTo("failed");
    assertThat(failed.path("expected").asText()).isEqualTo("the octets of UTF-8");
    assertThat(failed.path("specs").get(0).path("url").asText())
        .isEqualTo("https://www.rfc-editor.org/rfc/rfc7617.html#section-2");
    assertThat(failed.path("exchanges").get(0).path("request").asText()).startsWith("GET / ");
    assertThat(report.path("checks").get(5).path("reason").asText()).contains("custom-hook");
  }

  @Test
  void everyMemberOfTheJsonIsDescribed() throws Exception {
    String page = Files.readString(Path.of("../docs/conformance.md"));
    JsonNode report = new ObjectMapper().readTree(JsonReport.write(SampleRun.run()));

    assertThat(members(report).distinct())
        .hasSizeGreaterThan(20)
        .allSatisfy(member -> assertThat(page).contains("`" + member + "`"));
  }

  private static Stream<String> members(JsonNode node) {
    Stream<String> own =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(node.fieldNames(), 0), false);
    return Stream.concat(
        own, StreamSupport.stream(node.spliterator(), false).flatMap(ReportsTest::members));
  }

  @Test
  void htmlNamesTheWorstFirst() {
    String page = HtmlReport.write(SampleRun.run());

    String list = page.substring(page.indexOf("<ul class=\"worst\""), page.indexOf("id=\"tools\""));
    assertThat(list.lines().filter(line -> line.contains("<a ")))
        .satisfiesExactly(
            line -> assertThat(line).contains("#basic.utf8").contains("\"failed\""),
            line -> assertThat(line).contains("#http.stall").contains("\"broken\""),
            line -> assertThat(line).contains("#http.401-static").contains("\"warning\""));
  }

  @Test
  void htmlListsOnlyAsManyAsFitTheFirstScreen() {
    Run sample = SampleRun.run();
    List<CheckResult> tenFailures = Collections.nCopies(10, sample.results().get(1));
    Run bad =
        new Run(sample.client(), sample.version(), sample.startedAt(), sample.took(), tenFailures);

    assertThat(HtmlReport.write(bad)).contains("and 2 more below");
    assertThat(HtmlReport.write(sample)).doesNotContain("more below");
  }

  @Test
  void junitXmlIsWellFormedWhateverAServerSent() throws Exception {
    Document xml = parse(JUnitReport.write(SampleRun.run()));

    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertThat(xml.getDocumentElement().getTagName()).isEqualTo("testsuites");
    assertThat(suite.getAttribute("name")).isEqualTo("gatehouse-conformance: client <b>1</b>");
    assertThat(suite.getAttribute("tests")).isEqualTo("6");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("12.345");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(6);
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(xml.getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    assertThat(xml.getElementsByTagName("failure").item(0).getTextContent())
        .contains("<script>alert('1')</script>")
        .contains("\uFFFD");
  }

  @Test
  void aWarningDoesNotFailABuildInCi() throws Exception {
    Document xml = parse(JUnitReport.write(SampleRun.run()));

    Element warned = (Element) xml.getElementsByTagName("testcase").item(2);
    assertThat(warned.getAttribute("name")).startsWith("http.401-static");
    assertThat(warned.getElementsByTagName("failure").getLength()).isZero();
    assertThat(warned.getElementsByTagName("system-out").item(0).getTextContent())
        .startsWith("warning")
        .contains("2 requests");
  }

  @Test
  void markdownKeepsHostileTextInItsCell() {
    String summary = MarkdownReport.write(SampleRun.run());

    assertThat(summary).contains("**not conformant**: 1 failed, 1 broken, 1 warnings");
    String row =
        summary.lines().filter(line -> line.contains("the octets of UTF-8")).findFirst().orElse("");
    assertThat(row)
        .contains("&lt;script&gt;alert\\('1'\\)&lt;/script&gt; \\| \\`x\\` \"&amp;\"")
        .contains("[RFC 7617, section 2](https://www.rfc-editor.org/rfc/rfc7617.html#section-2)");
    assertThat(row.replace("\\|", "").chars().filter(c -> c == '|').count()).isEqualTo(5);
  }

  @Test
  void htmlEscapesHostileTextEverywhere() {
    String page = HtmlReport.write(SampleRun.run());

    assertThat(page)
        .doesNotContain("<script>alert")
        .doesNotContain("client <b>1</b>")
        .contains("&lt;script&gt;alert")
        .contains("https://www.rfc-editor.org/rfc/rfc7617.html#section-2");
  }

  @Test
  void htmlLoadsNothingFromAnywhere() {
    assertThat(HtmlReport.write(SampleRun.run()))
        .contains("default-src 'none'")
        .doesNotContainPattern("(?i)<(script|img|iframe|link)[^>]+(src|href)=\"?https?:")
        .doesNotContain("@import")
        .doesNotContain("url(");
  }

  private static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }
}
