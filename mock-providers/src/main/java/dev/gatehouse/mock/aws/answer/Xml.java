package dev.gatehouse.mock.aws.answer;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** XML as the Query protocol and Amazon S3 write it: elements and texts, one namespace. */
public final class Xml {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final XMLStreamWriter writer;

  private Xml(XMLStreamWriter writer) {
    this.writer = writer;
  }

  /** Writes what stands inside an element. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void write(Xml xml) throws XMLStreamException;
  }

  /**
   * A document.
   *
   * @param namespace of all elements; empty for none
   */
  public static String document(String root, String namespace, Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter writer = FACTORY.createXMLStreamWriter(text);
      writer.writeStartElement(root);
      if (!namespace.isEmpty()) {
        writer.writeDefaultNamespace(namespace);
      }
      content.write(new Xml(writer));
      writer.writeEndElement();
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text cannot be written as XML", e);
    }
    return text.toString();
  }

  /** An element with others inside. */
  public Xml element(String name, Content content) throws XMLStreamException {
    writer.writeStartElement(name);
    content.write(this);
    writer.writeEndElement();
    return this;
  }

  /** An element with a text inside; characters XML does not have become question marks. */
  public Xml element(String name, String text) throws XMLStreamException {
    writer.writeStartElement(name);
    writer.writeCharacters(
        text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?"));
    writer.writeEndElement();
    return this;
  }
}
