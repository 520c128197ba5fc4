package dev.gatehouse.mock.aws.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as AWS words it.
 *
 * @param status of the response
 * @param code for example {@code SignatureDoesNotMatch}
 * @param message for people
 * @param details more elements of an Amazon S3 error, by name
 * @since 0.1
 */
public record AwsError(int status, String code, String message, Map<String, String> details) {
  public AwsError {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** Without details. */
  public static AwsError of(int status, String code, String message) {
    return new AwsError(status, code, message, Map.of());
  }

  /** The same with one more detail. */
  public AwsError with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new AwsError(status, code, message, more);
  }
}
