package dev.gatehouse.client;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Refuses XML with a document type declaration, which could name files and hosts to be read
 * (CWE-611).
 */
final class DoctypeCheck {
  private static final XMLInputFactory XML = factory();

  private DoctypeCheck() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /**
   * @throws AssumeRoleException if there is such a declaration
   */
  static void refuse(String request, int status, byte[] body) {
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(body));
      while (reader.hasNext() && reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
        if (reader.next() == XMLStreamConstants.DTD) {
          throw new AssumeRoleException(
              request
                  + ": the service answered "
                  + status
                  + ", but with a document type declaration, which is never read",
              status);
        }
      }
    } catch (XMLStreamException e) {
      throw new AssumeRoleException(
          request + ": the service answered " + status + ", but the answer is not XML", status);
    }
  }
}
