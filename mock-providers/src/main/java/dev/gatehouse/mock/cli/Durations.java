package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.internal.Fields;
import java.time.DateTimeException;
import java.time.Duration;

/** Reads durations, as ISO 8601 writes them. */
final class Durations {
  private Durations() {}

  static Duration read(Fields fields, String name, Duration preset) {
    try {
      return Duration.parse(fields.text(name, preset.toString()));
    } catch (DateTimeException e) {
      throw fields.invalid(name, "has to be an ISO-8601 duration, such as PT5M or P30D");
    }
  }
}
