package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.Reply;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What STS answered, its XML read by a parser. */
record StsAnswer(int status, List<Field> headers, String body, String event, String explanation) {
  static StsAnswer of(Reply reply) {
    return new StsAnswer(
        reply.response().status(),
        reply.response().fields(),
        new String(reply.response().body(), StandardCharsets.UTF_8),
        reply.event(),
        String.valueOf(reply.explanation()));
  }

  Document xml() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(body)));
    } catch (Exception e) {
      throw new AssertionError("no XML: " + body, e);
    }
  }

  /** The text of the only element by this name. */
  String text(String element) {
    NodeList found = xml().getElementsByTagNameNS("*", element);
    if (found.getLength() != 1) {
      throw new AssertionError(found.getLength() + " elements " + element + " in " + body);
    }
    return found.item(0).getTextContent();
  }

  boolean has(String element) {
    return xml().getElementsByTagNameNS("*", element).getLength() > 0;
  }

  String rootName() {
    Element root = xml().getDocumentElement();
    return "{" + root.getNamespaceURI() + "}" + root.getLocalName();
  }

  String header(String name) {
    return headers.stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  /** Status, code and message in one line. */
  String error() {
    return status + " " + text("Code") + ": " + text("Message");
  }

  Signed session() {
    return new Signed(text("AccessKeyId"), text("SecretAccessKey"), text("SessionToken"));
  }
}
