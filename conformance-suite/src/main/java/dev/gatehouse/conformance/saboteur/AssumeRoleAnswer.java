package dev.gatehouse.conformance.saboteur;

import dev.gatehouse.conformance.client.CallResult.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;

/** Reads what STS answers: the credentials of a session, or an error. */
record AssumeRoleAnswer(@Nullable Flaw flaw) {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  AwsKey read(Incoming answer) {
    Document xml = parse(answer);
    if (answer.status() != 200) {
      throw refused("STS answered " + text(xml, "Code") + ": " + text(xml, "Message"));
    }
    try {
      return new AwsKey(
          text(xml, "AccessKeyId"),
          text(xml, "SecretAccessKey"),
          text(xml, "SessionToken"),
          Instant.parse(text(xml, "Expiration")));
    } catch (DateTimeParseException e) {
      throw refused("STS does not say when the session ends");
    }
  }

  /** CWE-611: a document type can name files and hosts to be read. */
  private Document parse(Incoming answer) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(NO_DOCTYPE, flaw != Flaw.STS_XML);
      DocumentBuilder builder = factory.newDocumentBuilder();
      ErrorHandler silent = null;
      builder.setErrorHandler(silent);
      return builder.parse(new ByteArrayInputStream(answer.body()));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform can refuse a DOCTYPE", e);
    } catch (SAXException | IOException e) {
      throw refused("STS answered " + answer.status() + " with no XML that may be read");
    }
  }

  private static String text(Document xml, String name) {
    Node element = xml.getElementsByTagName(name).item(0);
    if (element == null) {
      throw refused("STS's answer has no " + name);
    }
    return element.getTextContent();
  }

  private static Failure refused(String why) {
    return new Failure(Kind.AUTHENTICATION, why);
  }
}
