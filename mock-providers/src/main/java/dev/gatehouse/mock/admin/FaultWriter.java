package dev.gatehouse.mock.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.mock.fault.BodyFault;
import dev.gatehouse.mock.fault.Condition;
import dev.gatehouse.mock.fault.Fault;
import dev.gatehouse.mock.fault.FaultRule;
import dev.gatehouse.mock.fault.Place;
import dev.gatehouse.mock.fault.Target;
import dev.gatehouse.mock.fault.TokenFault;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes rules as {@link FaultReader} reads them, with {@code id} and {@code fired} besides. */
final class FaultWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private FaultWriter(JsonGenerator json) {
    this.json = json;
  }

  /** One part of the text. */
  private interface Part {
    void write(FaultWriter writer) throws IOException;
  }

  static String json(FaultRule rule) {
    return text(writer -> writer.rule(rule));
  }

  static String json(List<FaultRule> rules) {
    return text(
        writer -> {
          writer.json.writeStartArray();
          for (FaultRule rule : rules) {
            writer.rule(rule);
          }
          writer.json.writeEndArray();
        });
  }

  private static String text(Part part) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      part.write(new FaultWriter(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void rule(FaultRule rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", rule.id());
    json.writeObjectFieldStart("on");
    target(rule.target());
    json.writeEndObject();
    json.writeObjectFieldStart("fault");
    json.writeStringField("type", rule.fault().type());
    fault(rule.fault());
    json.writeEndObject();
    if (rule.times().isPresent()) {
      json.writeNumberField("times", rule.times().getAsLong());
    } else {
      json.writeBooleanField("untilRemoved", true);
    }
    json.writeNumberField("fired", rule.fired());
    json.writeEndObject();
  }

  private void target(Target target) throws IOException {
    Place place = target.place();
    if (place instanceof Place.Endpoint endpoint) {
      json.writeStringField("endpoint", endpoint.name());
    } else if (place instanceof Place.Path path) {
      json.writeStringField("path", path.path());
    } else {
      json.writeStringField("pathPrefix", ((Place.PathPrefix) place).prefix());
    }
    for (Condition condition : target.conditions()) {
      if (condition instanceof Condition.Method method) {
        json.writeStringField("method", method.method());
      } else if (condition instanceof Condition.Client client) {
        json.writeStringField("client", client.id());
      }
    }
    pairs(
        "headers",
        target.conditions().stream()
            .filter(Condition.Header.class::isInstance)
            .map(Condition.Header.class::cast)
            .map(header -> List.of(header.name(), header.value()))
            .toList());
    pairs(
        "parameters",
        target.conditions().stream()
            .filter(Condition.Parameter.class::isInstance)
            .map(Condition.Parameter.class::cast)
            .map(parameter -> List.of(parameter.name(), parameter.value()))
            .toList());
    predicates(target.conditions());
  }

  /** What only a test can ask for, in its words. */
  private void predicates(List<Condition> conditions) throws IOException {
    List<String> descriptions =
        conditions.stream()
            .filter(Condition.Matching.class::isInstance)
            .map(condition -> ((Condition.Matching) condition).description())
            .toList();
    if (!descriptions.isEmpty()) {
      json.writeArrayFieldStart("matching");
      for (String description : descriptions) {
        json.writeString(description);
      }
      json.writeEndArray();
    }
  }

  private void pairs(String name, List<List<String>> pairs) throws IOException {
    if (pairs.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (List<String> pair : pairs) {
      json.writeStartObject();
      json.writeStringField("name", pair.get(0));
      json.writeStringField("value", pair.get(1));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void fault(Fault fault) throws IOException {
    if (fault instanceof Fault.Delay delay) {
      json.writeStringField("by", delay.by().toString());
    } else if (fault instanceof Fault.Status status) {
      json.writeNumberField("status", status.status());
      pairs(
          "headers",
          status.headers().stream().map(field -> List.of(field.name(), field.value())).toList());
      json.writeStringField("body", status.body());
    } else if (fault instanceof Fault.OAuthError error) {
      json.writeStringField("error", error.error());
      json.writeStringField("description", error.description());
      json.writeNumberField("status", error.status());
    } else if (fault instanceof Fault.AuthorizationError error) {
      json.writeStringField("error", error.error());
      json.writeStringField("description", error.description());
    } else if (fault instanceof Fault.TooManyRequests many) {
      json.writeStringField("retryAfter", many.retryAfter().toString());
    } else if (fault instanceof Fault.Redirect redirect) {
      json.writeStringField("location", redirect.location().toString());
      json.writeNumberField("status", redirect.status());
    } else if (fault instanceof BodyFault.Oversized oversized) {
      json.writeNumberField("bytes", oversized.bytes());
    } else if (fault instanceof BodyFault.Dripping dripping) {
      json.writeNumberField("parts", dripping.parts());
      json.writeStringField("over", dripping.over().toString());
    } else if (fault instanceof BodyFault.WrongContentType wrong) {
      json.writeStringField("contentType", wrong.contentType());
    } else if (fault instanceof TokenFault.FlawedToken flawed) {
      json.writeStringField("in", FaultForms.name(flawed.in()));
    }
  }
}
