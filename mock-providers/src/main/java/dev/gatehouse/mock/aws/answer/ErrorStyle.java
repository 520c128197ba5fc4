package dev.gatehouse.mock.aws.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * The format a service writes errors in.
 *
 * @since 0.1
 */
public sealed interface ErrorStyle {
  /** The response for an error. */
  ServerResponse answer(AwsError error);

  /**
   * The Query protocol (AWS documentation: "Common Error Types" of STS and IAM).
   *
   * @param namespace of the service's XML
   */
  record Query(String namespace) implements ErrorStyle {
    /** The Security Token Service. */
    public static final Query STS = new Query("https://sts.amazonaws.com/doc/2011-06-15/");

    @Override
    public ServerResponse answer(AwsError error) {
      String requestId = RequestIds.next();
      String xml =
          Xml.document(
              "ErrorResponse",
              namespace,
              root ->
                  root.element(
                          "Error",
                          inner ->
                              inner
                                  .element("Type", error.status() < 500 ? "Sender" : "Receiver")
                                  .element("Code", error.code())
                                  .element("Message", error.message()))
                      .element("RequestId", requestId));
      return ServerResponse.status(error.status())
          .with("x-amzn-RequestId", requestId)
          .with("Content-Type", "text/xml")
          .withBody(xml);
    }
  }

  /** Amazon S3 (AWS documentation: "Error responses"). */
  record S3() implements ErrorStyle {
    @Override
    public ServerResponse answer(AwsError error) {
      String requestId = RequestIds.next();
      String hostId = RequestIds.next();
      String xml =
          Xml.document(
              "Error",
              "",
              root -> {
                root.element("Code", error.code()).element("Message", error.message());
                for (var detail : error.details().entrySet()) {
                  root.element(detail.getKey(), detail.getValue());
                }
                root.element("RequestId", requestId).element("HostId", hostId);
              });
      return ServerResponse.status(error.status())
          .with("x-amz-request-id", requestId)
          .with("x-amz-id-2", hostId)
          .with("Content-Type", "application/xml")
          .withBody("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml);
    }
  }

  /** The JSON protocols, as DynamoDB and KMS speak them. */
  record Json() implements ErrorStyle {
    @Override
    public ServerResponse answer(AwsError error) {
      return ServerResponse.status(error.status())
          .with("x-amzn-RequestId", RequestIds.next())
          .with("Content-Type", "application/x-amz-json-1.1")
          .withBody(object("__type", error.code(), "message", error.message()));
    }
  }

  /** REST with JSON, as API Gateway and Lambda speak it. */
  record RestJson() implements ErrorStyle {
    @Override
    public ServerResponse answer(AwsError error) {
      return ServerResponse.status(error.status())
          .with("x-amzn-RequestId", RequestIds.next())
          .with("x-amzn-ErrorType", error.code())
          .with("Content-Type", "application/json")
          .withBody(object("message", error.message()));
    }
  }

  private static String object(String... namesAndValues) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        json.writeStringField(namesAndValues[i], namesAndValues[i + 1]);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
