package dev.gatehouse.mock.aws.answer;

import java.util.UUID;

/** The id AWS gives each request, to be quoted when asking for help. */
public final class RequestIds {
  private RequestIds() {}

  /** A new one. */
  public static String next() {
    return UUID.randomUUID().toString();
  }
}
