package dev.gatehouse.mock.fault;

import dev.gatehouse.mock.exchange.Field;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A misbehaviour of a server. Some take the place of the answer, and whoever would have given it
 * never sees the request; the others change the answer that was given.
 *
 * @see Faults how one is asked for
 * @see TokenFault those of a token endpoint
 * @since 0.1
 */
public sealed interface Fault
    permits Fault.Delay,
        Fault.Status,
        Fault.OAuthError,
        Fault.HtmlBadGateway,
        Fault.TooManyRequests,
        Fault.Redirect,
        Fault.ConnectionReset,
        Fault.MalformedBody,
        Fault.TruncatedBody,
        Fault.OversizedBody,
        Fault.DrippingBody,
        Fault.WrongContentType,
        TokenFault {

  /** What it is called in the journal and in JSON, for example {@code oauth-error}. */
  String type();

  /** The answer as it is, but late. No thread waits for it. */
  record Delay(Duration by) implements Fault {
    public Delay {
      Allowed.positive("by", by);
    }

    @Override
    public String type() {
      return "delay";
    }
  }

  /**
   * Any status, headers and body in place of the answer.
   *
   * @param status 200 to 599
   * @param headers in order; the length of the body is the server's to say
   * @param body sent as UTF-8
   */
  record Status(int status, List<Field> headers, String body) implements Fault {
    public Status {
      Allowed.between("status", status, 200, 599);
      headers = List.copyOf(headers);
      headers.forEach(Allowed::header);
    }

    /** The same with one more header. */
    public Status header(String name, String value) {
      List<Field> more = new ArrayList<>(headers);
      more.add(new Field(name, value));
      return new Status(status, more, body);
    }

    /** The same with this body. */
    public Status body(String text) {
      return new Status(status, headers, text);
    }

    @Override
    public String type() {
      return "status";
    }
  }

  /**
   * An error of OAuth 2.0 as JSON in place of the answer (RFC 6749, section 5.2). A 401 has a
   * challenge, and an error of RFC 6750 says itself there too.
   *
   * @param error its code, for example {@code temporarily_unavailable}
   * @param description for developers; left out when empty
   * @param status 400 to 599
   */
  record OAuthError(String error, String description, int status) implements Fault {
    public OAuthError {
      Allowed.between("status", status, 400, 599);
      Allowed.oauthText("error", error);
      if (!description.isEmpty()) {
        Allowed.oauthText("description", description);
      }
    }

    /** The same with this description. */
    public OAuthError description(String text) {
      return new OAuthError(error, text, status);
    }

    /** The same with this status. */
    public OAuthError status(int code) {
      return new OAuthError(error, description, code);
    }

    @Override
    public String type() {
      return "oauth-error";
    }
  }

  /** The 502 of a proxy, in HTML, in place of the answer: no JSON where JSON was expected. */
  record HtmlBadGateway() implements Fault {
    @Override
    public String type() {
      return "html-bad-gateway";
    }
  }

  /**
   * 429 in place of the answer (RFC 6585, section 4).
   *
   * @param retryAfter the value of Retry-After, in whole seconds (RFC 9110, section 10.2.3)
   */
  record TooManyRequests(Duration retryAfter) implements Fault {
    public TooManyRequests {
      if (retryAfter.isNegative() || retryAfter.toNanosPart() != 0) {
        throw new IllegalArgumentException("retryAfter has to be whole seconds, 0 or more");
      }
    }

    @Override
    public String type() {
      return "too-many-requests";
    }
  }

  /**
   * A redirect in place of the answer. A client that follows one from a token endpoint sends its
   * secret to whomever it is told.
   *
   * @param location absolute, or relative to the request
   * @param status 301, 302, 303, 307 or 308
   */
  record Redirect(URI location, int status) implements Fault {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    public Redirect {
      if (!STATUSES.contains(status)) {
        throw new IllegalArgumentException(
            "status has to be 301, 302, 303, 307 or 308, not " + status);
      }
    }

    /** The same with this status. */
    public Redirect status(int code) {
      return new Redirect(location, code);
    }

    @Override
    public String type() {
      return "redirect";
    }
  }

  /** The connection reset (TCP RST) in place of the answer. */
  record ConnectionReset() implements Fault {
    @Override
    public String type() {
      return "connection-reset";
    }
  }

  /** The answer with the end of its body spoilt: JSON that no parser takes. */
  record MalformedBody() implements Fault {
    @Override
    public String type() {
      return "malformed-body";
    }
  }

  /** The answer, of which half the body arrives; then the connection ends. */
  record TruncatedBody() implements Fault {
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
  record OversizedBody(int bytes) implements Fault {
    public OversizedBody {
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
  record DrippingBody(int parts, Duration over) implements Fault {
    public DrippingBody {
      Allowed.between("parts", parts, 1, Integer.MAX_VALUE);
      Allowed.positive("over", over);
    }

    @Override
    public String type() {
      return "dripping-body";
    }
  }

  /** The answer as it is, but under another Content-Type. */
  record WrongContentType(String contentType) implements Fault {
    public WrongContentType {
      Allowed.header(new Field("Content-Type", contentType));
    }

    @Override
    public String type() {
      return "wrong-content-type";
    }
  }

  /** A {@link Delay}. */
  static Delay delay(Duration by) {
    return new Delay(by);
  }

  /** A {@link Status} with an empty body and no header, to which both can be added. */
  static Status status(int status) {
    return new Status(status, List.of(), "");
  }

  /**
   * An {@link OAuthError} without a description, with the status that goes with it: 503 for {@code
   * temporarily_unavailable}, 500 for {@code server_error}, 401 for {@code invalid_client} and
   * {@code invalid_token}, 403 for {@code insufficient_scope}, else 400.
   */
  static OAuthError oauthError(String error) {
    int status =
        switch (error) {
          case "temporarily_unavailable" -> 503;
          case "server_error" -> 500;
          case "invalid_client", "invalid_token" -> 401;
          case "insufficient_scope" -> 403;
          default -> 400;
        };
    return new OAuthError(error, "", status);
  }

  /** A {@link HtmlBadGateway}. */
  static HtmlBadGateway htmlBadGateway() {
    return new HtmlBadGateway();
  }

  /** A {@link TooManyRequests}. */
  static TooManyRequests tooManyRequests(Duration retryAfter) {
    return new TooManyRequests(retryAfter);
  }

  /** A {@link Redirect} by 302. */
  static Redirect redirect(URI location) {
    return new Redirect(location, 302);
  }

  /** A {@link ConnectionReset}. */
  static ConnectionReset connectionReset() {
    return new ConnectionReset();
  }

  /** A {@link MalformedBody}. */
  static MalformedBody malformedBody() {
    return new MalformedBody();
  }

  /** A {@link TruncatedBody}. */
  static TruncatedBody truncatedBody() {
    return new TruncatedBody();
  }

  /** An {@link OversizedBody} of 16 MiB. */
  static OversizedBody oversizedBody() {
    return oversizedBody(16 * 1024 * 1024);
  }

  /** An {@link OversizedBody}. */
  static OversizedBody oversizedBody(int bytes) {
    return new OversizedBody(bytes);
  }

  /** A {@link DrippingBody}. */
  static DrippingBody drippingBody(int parts, Duration over) {
    return new DrippingBody(parts, over);
  }

  /** A {@link WrongContentType}: HTML, as from a login page where an API was expected. */
  static WrongContentType wrongContentType() {
    return wrongContentType("text/html;charset=utf-8");
  }

  /** A {@link WrongContentType}. */
  static WrongContentType wrongContentType(String contentType) {
    return new WrongContentType(contentType);
  }
}
