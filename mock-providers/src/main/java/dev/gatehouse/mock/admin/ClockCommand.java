package dev.gatehouse.mock.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/** Moves the clock by a JSON object with one key, {@code advance}: an ISO-8601 duration. */
final class ClockCommand {
  private static final String KEY = "advance";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ClockCommand() {}

  static ServerResponse answer(ServerRequest request, Controls controls) {
    try {
      Instant now = controls.advanceClock(duration(request.body()));
      return ServerResponse.json(200, "{\"now\":\"" + now + "\"}");
    } catch (BadCommand e) {
      return ServerResponse.text(400, e.getMessage() + "\n");
    } catch (IllegalArgumentException e) {
      return ServerResponse.text(400, KEY + " goes too far: " + e.getMessage() + "\n");
    }
  }

  private static Duration duration(byte[] body) throws BadCommand {
    JsonNode command = read(body);
    if (!command.isObject()) {
      throw new BadCommand("the body must be a JSON object such as {\"advance\":\"PT1H\"}");
    }
    for (Iterator<String> keys = command.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!key.equals(KEY)) {
        throw new BadCommand("unknown key " + quoted(key) + "; the one there is: " + KEY);
      }
    }
    JsonNode advance = command.get(KEY);
    if (advance == null) {
      throw new BadCommand("the key advance is missing, for example {\"advance\":\"PT1H\"}");
    }
    if (!advance.isTextual()) {
      throw new BadCommand("advance must be a text, not " + advance.getNodeType());
    }
    try {
      return Duration.parse(advance.textValue());
    } catch (DateTimeException e) {
      throw new BadCommand(
          "advance must be an ISO-8601 duration such as PT1H or -PT5M, not "
              + quoted(advance.textValue()));
    }
  }

  private static JsonNode read(byte[] body) throws BadCommand {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new BadCommand("the body is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadCommand("the body is not valid JSON");
    }
  }

  private static String quoted(String text) {
    return "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'";
  }

  /** Says what was wrong with a command. */
  private static final class BadCommand extends Exception {
    private static final long serialVersionUID = 1;

    BadCommand(String message) {
      super(message);
    }
  }
}
