package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request as Amazon S3 works with it once a body in chunks is verified: the payload alone, and
 * {@code aws-chunked} no part of its encoding (AWS documentation: "S3 stores the resulting object
 * without the aws-chunked value in the content-encoding header").
 */
final class DecodedRequest {
  private static final String CODING = "aws-chunked";

  private DecodedRequest() {}

  static ServerRequest of(ServerRequest request, RequestBody payload) {
    List<Field> fields = new ArrayList<>();
    for (Field field : request.fields()) {
      if (field.name().equalsIgnoreCase("Content-Encoding")) {
        String rest = withoutCoding(field.value());
        if (!rest.isEmpty()) {
          fields.add(new Field(field.name(), rest));
        }
      } else if (!isFraming(field)) {
        fields.add(field);
      }
    }
    fields.add(new Field("Content-Length", String.valueOf(payload.length())));
    return request.with(fields, payload);
  }

  private static boolean isFraming(Field field) {
    return field.name().equalsIgnoreCase("Content-Length")
        || field.name().equalsIgnoreCase("Transfer-Encoding");
  }

  private static String withoutCoding(String codings) {
    return Arrays.stream(codings.split(",", -1))
        .map(String::strip)
        .filter(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase(CODING))
        .collect(Collectors.joining(", "));
  }
}
