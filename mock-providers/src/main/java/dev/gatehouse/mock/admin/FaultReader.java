package dev.gatehouse.mock.admin;

import dev.gatehouse.connection.internal.Document;
import dev.gatehouse.connection.internal.Fields;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import dev.gatehouse.connection.internal.Place;
import dev.gatehouse.mock.fault.Fault;
import dev.gatehouse.mock.fault.FaultRule;
import dev.gatehouse.mock.fault.Faults;
import dev.gatehouse.mock.fault.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a rule: {@code on}, {@code fault} and, when not once, {@code times} or {@code
 * untilRemoved}. Every method throws an {@link InvalidDocumentException} that names the key.
 */
final class FaultReader {
  private static final List<String> PLACES = List.of("endpoint", "path", "pathPrefix");

  private FaultReader() {}

  static FaultRule ask(byte[] body, Faults faults) {
    Fields rule = object(new String(body, StandardCharsets.UTF_8));
    rule.only("on", "fault", "times", "untilRemoved");
    Faults.Wish wish = faults.on(target(rule.object("on")));
    boolean untilRemoved = rule.flag("untilRemoved", false);
    if (untilRemoved && rule.has("times")) {
      throw rule.invalid("times", "goes with untilRemoved false only; leave one of them out");
    }
    int times = rule.number("times", 1);
    if (times < 1) {
      throw rule.invalid("times", "is " + times + "; it has to be 1 or more");
    }
    Fault fault = FaultForms.read(rule.object("fault"));
    return untilRemoved ? wish.untilRemoved(fault) : wish.times(times, fault);
  }

  private static Fields object(String text) {
    if (!text.stripLeading().startsWith("{")) {
      throw new InvalidDocumentException(
          new Place(null, 0, 0),
          "",
          "the body has to be a JSON object, such as"
              + " {\"on\":{\"endpoint\":\"token\"},\"fault\":{\"type\":\"expired-token\"}}",
          null);
    }
    return Fields.of(Document.parse(text, null), "");
  }

  private static Target target(Fields on) {
    on.only("endpoint", "path", "pathPrefix", "method", "headers", "parameters", "client");
    List<String> places = PLACES.stream().filter(on::has).toList();
    if (places.size() != 1) {
      throw on.invalid("", "has to have one of " + String.join(", ", PLACES));
    }
    String place = places.get(0);
    Target target =
        checked(
            on,
            place,
            text ->
                switch (place) {
                  case "endpoint" -> Target.endpoint(text);
                  case "path" -> Target.path(text);
                  default -> Target.pathPrefix(text);
                });
    if (on.has("method")) {
      Target before = target;
      target = checked(on, "method", before::method);
    }
    for (Fields header : on.objects("headers")) {
      Target before = target;
      String value = header.only("name", "value").text("value");
      target = checked(header, "name", name -> before.header(name, value));
    }
    for (Fields parameter : on.objects("parameters")) {
      parameter.only("name", "value");
      target = target.parameter(parameter.text("name"), parameter.text("value"));
    }
    return on.has("client") ? target.client(on.text("client")) : target;
  }

  private static Target checked(Fields fields, String name, Function<String, Target> made) {
    try {
      return made.apply(fields.text(name));
    } catch (InvalidDocumentException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw fields.invalid(name, String.valueOf(e.getMessage()));
    }
  }
}
