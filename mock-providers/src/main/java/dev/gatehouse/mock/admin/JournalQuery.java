package dev.gatehouse.mock.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import dev.gatehouse.mock.journal.FiredFault;
import dev.gatehouse.mock.journal.Journal;
import dev.gatehouse.mock.journal.JournalEntry;
import dev.gatehouse.mock.journal.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Answers with the journal's entries as JSON, newest last, all or those asked for. */
final class JournalQuery {
  private static final JsonFactory JSON = new JsonFactory();

  private JournalQuery() {}

  static ServerResponse answer(ServerRequest request, Journal journal) {
    Predicate<JournalEntry> wanted = entry -> true;
    int limit = Integer.MAX_VALUE;
    String query = request.query() == null ? "" : request.query();
    try {
      for (String parameter : query.split("&", -1)) {
        if (parameter.isEmpty()) {
          continue;
        }
        String[] pair = parameter.split("=", 2);
        if (pair.length < 2) {
          throw new IllegalArgumentException(pair[0] + " needs a value, as in " + pair[0] + "=...");
        }
        String value = URLDecoder.decode(pair[1], StandardCharsets.UTF_8);
        switch (pair[0]) {
          case "outcome" -> {
            Outcome outcome = outcome(value);
            wanted = wanted.and(entry -> entry.outcome() == outcome);
          }
          case "path" -> wanted = wanted.and(entry -> entry.path().equals(value));
          case "handledBy" -> wanted = wanted.and(entry -> entry.handledBy().equals(value));
          case "limit" -> limit = limit(value);
          default ->
              throw new IllegalArgumentException(
                  "unknown parameter '"
                      + pair[0]
                      + "'; there are: outcome, path, handledBy, limit");
        }
      }
    } catch (IllegalArgumentException e) {
      return ServerResponse.text(400, e.getMessage() + "\n");
    }
    List<JournalEntry> found = journal.entries(wanted);
    return json(found.subList(Math.max(0, found.size() - limit), found.size()));
  }

  private static Outcome outcome(String value) {
    try {
      return Outcome.valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "outcome must be one of " + Arrays.toString(Outcome.values()) + ", not '" + value + "'",
          e);
    }
  }

  private static int limit(String value) {
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a negative number.
    }
    throw new IllegalArgumentException("limit must be a whole number from 0, not '" + value + "'");
  }

  private static ServerResponse json(List<JournalEntry> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.useDefaultPrettyPrinter(); // people read it in a terminal
      json.writeStartArray();
      for (JournalEntry entry : entries) {
        write(entry, json);
      }
      json.writeEndArray();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ServerResponse(
        200, List.of(new Field("Content-Type", "application/json")), out.toByteArray());
  }

  private static void write(JournalEntry entry, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", entry.number());
    json.writeStringField("at", entry.at().toString());
    json.writeStringField("method", entry.method());
    json.writeStringField("path", entry.path());
    json.writeStringField("query", entry.query());
    json.writeArrayFieldStart("headers");
    for (Field field : entry.fields()) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("value", field.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("bodySize", entry.bodySize());
    json.writeStringField("handledBy", entry.handledBy());
    json.writeStringField("outcome", entry.outcome().name());
    json.writeStringField("event", entry.event());
    json.writeStringField("principal", entry.principal());
    json.writeObjectFieldStart("evidence");
    for (Map.Entry<String, String> proof : entry.evidence().entrySet()) {
      json.writeStringField(proof.getKey(), proof.getValue());
    }
    json.writeEndObject();
    json.writeStringField("explanation", entry.explanation());
    json.writeNumberField("status", entry.status());
    FiredFault fault = entry.fault();
    if (fault == null) {
      json.writeNullField("fault");
    } else {
      json.writeObjectFieldStart("fault");
      json.writeStringField("rule", fault.rule());
      json.writeStringField("type", fault.type());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
