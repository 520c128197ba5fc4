package dev.gatehouse.mock.aws.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** One error in the format of each kind of service. */
class ErrorStyleTest {
  private static final AwsError ERROR = AwsError.of(403, "AccessDenied", "No <b>&amp; \"no\"");

  private static String header(ServerResponse response, String name) {
    return response.fields().stream()
        .filter(field -> field.name().equals(name))
        .map(Field::value)
        .findFirst()
        .orElse("");
  }

  private static String body(ServerResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static String text(Document document, String element) {
    return document.getElementsByTagNameNS("*", element).item(0).getTextContent();
  }

  @Test
  void theQueryProtocolTellsSenderAndReceiverApart() throws Exception {
    ServerResponse response = ErrorStyle.Query.STS.answer(ERROR);
    ServerResponse ours = ErrorStyle.Query.STS.answer(AwsError.of(500, "InternalFailure", "x"));

    Document document = xml(body(response));
    assertThat(response.status()).isEqualTo(403);
    assertThat(text(document, "Type")).isEqualTo("Sender");
    assertThat(text(document, "Code")).isEqualTo("AccessDenied");
    assertThat(text(document, "Message")).isEqualTo(ERROR.message());
    assertThat(text(document, "RequestId")).isEqualTo(header(response, "x-amzn-RequestId"));
    assertThat(document.getDocumentElement().getNamespaceURI())
        .isEqualTo("https://sts.amazonaws.com/doc/2011-06-15/");
    assertThat(text(xml(body(ours)), "Type")).isEqualTo("Receiver");
  }

  @Test
  void amazonS3NamesDetailsAsElements() throws Exception {
    ServerResponse response =
        new ErrorStyle.S3().answer(ERROR.with("Expires", "a").with("ServerTime", "b"));

    Document document = xml(body(response));
    assertThat(body(response))
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>");
    assertThat(document.getDocumentElement().getNamespaceURI()).isNull();
    assertThat(text(document, "Message")).isEqualTo(ERROR.message());
    assertThat(text(document, "Expires")).isEqualTo("a");
    assertThat(text(document, "ServerTime")).isEqualTo("b");
    assertThat(text(document, "RequestId")).isEqualTo(header(response, "x-amz-request-id"));
    assertThat(text(document, "HostId")).isEqualTo(header(response, "x-amz-id-2"));
    assertThat(header(response, "Content-Type")).isEqualTo("application/xml");
  }

  @Test
  void theJsonProtocolsNameTheTypeInTheBody() throws Exception {
    ServerResponse response = new ErrorStyle.Json().answer(ERROR);

    assertThat(new ObjectMapper().readTree(response.body()))
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("__type", "AccessDenied")
                .put("message", ERROR.message()));
    assertThat(header(response, "Content-Type")).isEqualTo("application/x-amz-json-1.1");
    assertThat(header(response, "x-amzn-RequestId")).isNotEmpty();
  }

  @Test
  void restWithJsonNamesTheTypeInAHeader() throws Exception {
    ServerResponse response = new ErrorStyle.RestJson().answer(ERROR);

    assertThat(new ObjectMapper().readTree(response.body()).get("message").textValue())
        .isEqualTo(ERROR.message());
    assertThat(header(response, "x-amzn-ErrorType")).isEqualTo("AccessDenied");
    assertThat(header(response, "Content-Type")).isEqualTo("application/json");
  }

  @Test
  void everyAnswerHasARequestIdOfItsOwn() {
    assertThat(IntStream.range(0, 100).mapToObj(i -> RequestIds.next()))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\ud800", "a\udc00b", "\ufffe\uffff", "\u0000\u0008\u000b\u001f", "\ud83d\ude00"})
  void whatXmlCannotHoldBecomesAQuestionMark(String hostile) throws Exception {
    String written = Xml.document("a", "", root -> root.element("b", hostile));
    byte[] sent = written.getBytes(StandardCharsets.UTF_8);

    String back = text(xml(new String(sent, StandardCharsets.UTF_8)), "b");
    assertThat(back).hasSameSizeAs(hostile).matches("[?ab]+|\ud83d\ude00");
  }
}
