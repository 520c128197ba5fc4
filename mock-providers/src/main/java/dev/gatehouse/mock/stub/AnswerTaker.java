package dev.gatehouse.mock.stub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.diff.DiffEventData;
import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes WireMock's response and says it as an {@link Answer}: delays and faults are the server's.
 */
final class AnswerTaker implements HttpResponder {
  private static final byte[] GARBAGE = "\u0000this is no HTTP\u0007\r\n".getBytes(UTF_8);

  private @Nullable Answer answer;

  /**
   * @throws IllegalStateException if WireMock has not answered
   */
  Answer answer() {
    if (answer == null) {
      throw new IllegalStateException("no answer came from WireMock");
    }
    return answer;
  }

  @Override
  public void respond(Request request, Response response, Map<String, Object> attributes) {
    Answer prompt = prompt(response, attributes);
    answer =
        response.getInitialDelay() > 0
            ? new Answer.Delayed(Duration.ofMillis(response.getInitialDelay()), prompt)
            : prompt;
  }

  private static Answer prompt(Response response, Map<String, Object> attributes) {
    if (response.getFault() != null) {
      return broken(response.getFault());
    }
    if (!response.wasConfigured()) {
      return new Answer.Whole(
          closestStub(
              attributes.get(ServeEvent.ORIGINAL_SERVE_EVENT_KEY) instanceof ServeEvent e
                  ? e
                  : null));
    }
    ChunkedDribbleDelay dribble = response.getChunkedDribbleDelay();
    return dribble == null
        ? new Answer.Whole(whole(response))
        : new Answer.Dribbled(
            whole(response),
            Math.max(1, dribble.getNumberOfChunks()),
            Duration.ofMillis(dribble.getTotalDuration()));
  }

  private static Answer broken(Fault fault) {
    return switch (fault) {
      case CONNECTION_RESET_BY_PEER -> new Answer.Reset();
      case EMPTY_RESPONSE -> new Answer.Empty();
      case MALFORMED_RESPONSE_CHUNK -> new Answer.Malformed(ServerResponse.status(200), GARBAGE);
      case RANDOM_DATA_THEN_CLOSE -> new Answer.Garbage(GARBAGE);
    };
  }

  private static ServerResponse whole(Response response) {
    List<Field> fields =
        response.getHeaders().all().stream()
            .flatMap(
                header -> header.values().stream().map(value -> new Field(header.key(), value)))
            .toList();
    byte[] body = requireNonNullElse(response.getBody(), new byte[0]);
    return new ServerResponse(response.getStatus(), fields, body);
  }

  /** What stock WireMock renders in a servlet of its own: the near miss, line by line. */
  private static ServerResponse closestStub(@Nullable ServeEvent event) {
    return Optional.ofNullable(event)
        .flatMap(ServeEvent::getDiffSubEvent)
        .map(diff -> diff.getDataAs(DiffEventData.class))
        .map(data -> ServerResponse.text(data.getStatus(), data.getReport()))
        .orElseGet(() -> ServerResponse.text(404, "WireMock has nothing here."));
  }
}
