package dev.gatehouse.client;

import java.io.IOException;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** One and the same request on one connection, sent as often as a login needs. */
@FunctionalInterface
interface Leg {
  /**
   * Sends the request.
   *
   * @param credential the fields of this leg, in place of any of the same name
   * @param whole with its body; else with an empty one
   * @return the head of the answer, its body still to come
   */
  ClassicHttpResponse send(List<Headers.Field> credential, boolean whole) throws IOException;

  /** The request as it is. */
  default ClassicHttpResponse sendWhole() throws IOException {
    return send(List.of(), true);
  }
}
