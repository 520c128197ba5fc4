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
 * @see BodyFault those of a body
 * @see TokenFault those of a token endpoint
 * @since 0.1
 */
public sealed interface Fault
    permits Fault.Delay,
        Fault.Status,
        Fault.OAuthError,
        Fault.AuthorizationError,
        Fault.HtmlBadGateway,
        Fault.TooManyRequests,
        Fault.Redirect,
        Fault.ConnectionReset,
        BodyFault,
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

  /**
   * An error of OAuth 2.0 that the browser brings to the client, in the place of an authorization
   * code (RFC 6749, section 4.1.2.1). It waits for a redirect that has a code: pages, refusals and
   * codes sent by {@code form_post} pass as they are and do not count. Where the user is shown
   * pages, the redirect comes after the last of them, and the fault meets it if the authorization
   * request was one of its target. The state stays.
   *
   * @param error its code, for example {@code access_denied}
   * @param description for developers; left out when empty
   */
  record AuthorizationError(String error, String description) implements Fault {
    public AuthorizationError {
      Allowed.oauthText("error", error);
      if (!description.isEmpty()) {
        Allowed.oauthText("description", description);
      }
    }

    /** The same with this description. */
    public AuthorizationError description(String text) {
      return new AuthorizationError(error, text);
    }

    @Override
    public String type() {
      return "authorization-error";
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

  /** An {@link AuthorizationError} without a description. */
  static AuthorizationError authorizationError(String error) {
    return new AuthorizationError(error, "");
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

  /** A {@link BodyFault.Malformed}. */
  static BodyFault.Malformed malformedBody() {
    return new BodyFault.Malformed();
  }

  /** A {@link BodyFault.Truncated}. */
  static BodyFault.Truncated truncatedBody() {
    return new BodyFault.Truncated();
  }

  /** An {@link BodyFault.Oversized} of 16 MiB. */
  static BodyFault.Oversized oversizedBody() {
    return oversizedBody(16 * 1024 * 1024);
  }

  /** An {@link BodyFault.Oversized}. */
  static BodyFault.Oversized oversizedBody(int bytes) {
    return new BodyFault.Oversized(bytes);
  }

  /** A {@link BodyFault.Dripping}. */
  static BodyFault.Dripping drippingBody(int parts, Duration over) {
    return new BodyFault.Dripping(parts, over);
  }

  /** A {@link BodyFault.WrongContentType}: HTML, as from a login page where an API was expected. */
  static BodyFault.WrongContentType wrongContentType() {
    return wrongContentType("text/html;charset=utf-8");
  }

  /** A {@link BodyFault.WrongContentType}. */
  static BodyFault.WrongContentType wrongContentType(String contentType) {
    return new BodyFault.WrongContentType(contentType);
  }
}
