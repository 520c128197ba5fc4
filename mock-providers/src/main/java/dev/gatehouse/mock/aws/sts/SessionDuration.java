package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.iam.Role;
import java.time.Duration;

/** How long a session lasts: {@code DurationSeconds}, or the usual. */
final class SessionDuration {
  private static final Duration HOUR = Duration.ofHours(1);

  private SessionDuration() {}

  /** Of a user's own sessions; their constraints hold already. */
  static Duration ofUser(StsParameters parameters) {
    return asked(parameters, Duration.ofHours(12));
  }

  /**
   * Of a role.
   *
   * @param chained whether a role asks, whose sessions last an hour at most
   */
  static Duration ofRole(StsParameters parameters, Role role, boolean chained) throws StsRefusal {
    Duration asked = asked(parameters, HOUR);
    if (chained && asked.compareTo(HOUR) > 0) {
      throw StsRefusal.validation(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.",
          "a role assumed this role: such a session lasts an hour at most");
    }
    if (asked.compareTo(role.maxSessionDuration()) > 0) {
      throw StsRefusal.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
          "DurationSeconds is "
              + asked.toSeconds()
              + "; sessions of this role last at most "
              + role.maxSessionDuration().toSeconds());
    }
    return asked;
  }

  private static Duration asked(StsParameters parameters, Duration usual) {
    return parameters
        .get("DurationSeconds")
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(usual);
  }
}
