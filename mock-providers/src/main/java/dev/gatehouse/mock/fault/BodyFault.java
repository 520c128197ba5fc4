package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Field;
import java.time.Duration;

/**
 * A misbehaviour of a body: the answer is given as it is, and spoilt on its way.
 *
 * @since 0.1
 */
public sealed interface BodyFault extends Fault {
  /** The answer with the end of its body spoilt: JSON that no parser takes. */
  record Malformed() implements BodyFault {
    @Override
    public String type() {
      return "malformed-body";
    }
  }

  /** The answer, of which half the body arrives; then the connection ends. */
  record Truncated() implements BodyFault {
    @Override
    public String type() {
      return "truncated-body";
    }
  }

  /**
   * The answer, its body made long by spaces before it: still valid JSON, for clients without a
   * limit.
   *
   * @param bytes how long the body is in the end
   */
  record Oversized(int bytes) implements BodyFault {
    public Oversized {
      Allowed.between("bytes", bytes, 1, Integer.MAX_VALUE);
    }

    @Override
    public String type() {
      return "oversized-body";
    }
  }

  /**
   * The answer, its body in a trickle: every part comes within a client's read time-out, the whole
   * does not. No thread waits for it.
   *
   * @param parts into how many it is divided; no more than the body has bytes
   * @param over how long the whole body takes
   */
  record Dripping(int parts, Duration over) implements BodyFault {
    public Dripping {
      Allowed.between("parts", parts, 1, Integer.MAX_VALUE);
      Allowed.positive("over", over);
    }

    @Override
    public String type() {
      return "dripping-body";
    }
  }

  /** The answer as it is, but under another Content-Type. */
  record WrongContentType(String contentType) implements BodyFault {
    public WrongContentType {
      Allowed.header(new Field("Content-Type", contentType));
    }

    @Override
    public String type() {
      return "wrong-content-type";
    }
  }
}
