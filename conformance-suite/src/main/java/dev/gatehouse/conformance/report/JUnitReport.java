package dev.gatehouse.conformance.report;

import dev.gatehouse.conformance.CheckResult;
import dev.gatehouse.conformance.Outcome;
import dev.gatehouse.conformance.Run;
import dev.gatehouse.conformance.Standing;
import java.io.StringWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as JUnit XML, for CI systems. Warnings and notes pass there, with their text as output:
 * they must not turn a build red that exits with 0.
 */
final class JUnitReport {
  private JUnitReport() {}

  static String write(Run run) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeStartElement("testsuite");
      attribute(xml, "name", "gatehouse-conformance: " + run.client());
      attribute(xml, "tests", String.valueOf(run.results().size()));
      attribute(xml, "failures", String.valueOf(run.count(Standing.FAILED)));
      attribute(xml, "errors", String.valueOf(run.count(Standing.BROKEN)));
      attribute(xml, "skipped", String.valueOf(run.count(Standing.SKIPPED)));
      attribute(xml, "time", seconds(run.took()));
      attribute(xml, "timestamp", run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
      for (CheckResult result : run.results()) {
        testcase(xml, result);
      }
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML can always be written into memory", e);
    }
    return text.toString();
  }

  private static void testcase(XMLStreamWriter xml, CheckResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute(xml, "classname", "gatehouse." + result.check().family());
    attribute(xml, "name", result.check().id() + ": " + result.check().title());
    attribute(xml, "time", seconds(result.took()));
    Outcome outcome = result.outcome();
    if (outcome instanceof Outcome.Skipped skipped) {
      xml.writeEmptyElement("skipped");
      attribute(xml, "message", skipped.why());
    } else if (outcome instanceof Outcome.Broken broken) {
      element(xml, "error", broken.cause(), broken.cause());
    } else if (outcome instanceof Outcome.Failed failed) {
      String details = details(result, failed);
      if (result.standing() == Standing.FAILED) {
        element(xml, "failure", "expected: " + failed.expected(), details);
      } else {
        xml.writeStartElement("system-out");
        xml.writeCharacters(clean(result.standing().word() + "\n" + details));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  private static String details(CheckResult result, Outcome.Failed failed) {
    return String.join(
        "\n",
        "rule:     " + result.check().rule(),
        "expected: " + failed.expected(),
        "observed: " + failed.observed(),
        failed.explanation());
  }

  private static void element(XMLStreamWriter xml, String name, String message, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    attribute(xml, "message", message);
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  /** XML 1.0, section 2.2: what is no character of XML cannot be in it, escaped or not. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().map(c -> isXmlCharacter(c) ? c : '\uFFFD').forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isXmlCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }
}
