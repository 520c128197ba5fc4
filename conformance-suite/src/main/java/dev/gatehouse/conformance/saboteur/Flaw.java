package dev.gatehouse.conformance.saboteur;

import java.util.Locale;

/** One way to be broken for each check. The code asks for its flaw at just the place it names. */
enum Flaw {
  HTTP_HEADER_CRLF("writes header values as they are, line breaks and all"),
  HTTP_HEADER_TOKEN("takes any text for a header name, spaces and colons too"),
  HTTP_HEADER_RESERVED("lets a configured header replace Host or Content-Length"),
  HTTP_HEADER_CASE("sends configured header names in lower case"),
  HTTP_ONE_AUTHORIZATION("adds a second Authorization field to the retry"),
  HTTP_REDIRECT_CROSS_HOST("drops Authorization at another host, but not the configured header"),
  HTTP_REDIRECT_CROSS_PORT("compares scheme and host of a redirect, and forgets the port"),
  HTTP_REDIRECT_DOWNGRADE("follows a redirect from https to http with the credential"),
  HTTP_REDIRECT_LIMIT("follows redirects for ever"),
  HTTP_BASE_URL_OVERRIDE("resolves the path like a link, so that it can name another host"),
  HTTP_USERINFO("logs in with the user and password of the base URI, though told not to log in"),
  HTTP_401_BOUNDED("gets a new token and tries again for as long as it is refused"),
  HTTP_401_STATIC("sends a refused password a second time"),
  HTTP_403_NO_REAUTH("tries again after 403"),
  HTTP_BODY_REPLAY("sends the second attempt without its body"),
  HTTP_CHALLENGE_LIST("splits WWW-Authenticate at every comma, quoted or not"),
  HTTP_SCHEME_CASE("knows the scheme as 'Bearer' in exactly this case only"),
  HTTP_RETRY_AFTER("tries again at once after 429 and 503, whatever Retry-After says"),
  HTTP_STALL("waits for an answer for ever"),
  HTTP_TRUNCATED("returns half an answer as if it were whole"),
  SECRET_NOT_IN_TEXT("shows its settings with the secrets, also in errors"),
  SECRET_URL_REDACTED("shows the whole URI in errors, with the key in its query"),
  NONE_NO_CREDENTIAL("asks the JVM's default Authenticator for a password"),
  BASIC_ENCODE("encodes in the URL-safe Base64 alphabet"),
  BASIC_COLON_USER("takes a user name with a colon"),
  BASIC_COLON_PASSWORD("cuts the password at its first colon"),
  BASIC_CONTROL_CHAR("takes control characters in user name and password"),
  BASIC_UTF8("encodes user name and password in ISO-8859-1"),
  BASIC_SCOPE("sends user name and password to whatever host a redirect names"),
  BASIC_CLEARTEXT("falls back to plain http when TLS fails"),
  HEADER_EXACT("makes one space of several in a header value"),
  QUERY_ENCODE("puts the key into the query as it is"),
  QUERY_NO_DOUBLE("encodes the percent signs of the caller's query again"),
  QUERY_SAME_NAME("sends the caller's parameter of the same name beside its own"),
  QUERY_REDIRECT("adds the key to the query at whatever host a redirect names"),
  CUSTOM_EACH_ATTEMPT("signs the first attempt and repeats that signature"),
  CUSTOM_FAIL_CLOSED("sends the request without login when the hook fails"),
  CODE_STATE("sends the same state with every login"),
  CODE_STATE_MISMATCH("takes a code whatever state comes with it"),
  CODE_PKCE_S256("sends the PKCE verifier itself as the challenge, by the method plain"),
  CODE_PKCE_VERIFIER("proves every login with the same PKCE verifier"),
  CODE_PKCE_SENT("redeems a code without its PKCE verifier"),
  CODE_REDIRECT_URI("adds a slash to the redirect URI in the token request"),
  CODE_LOOPBACK("listens for the redirect on every address, and goes on listening after it"),
  CODE_ISS("takes a code whoever issued it"),
  CODE_ERROR("looks for a code in an error, and crashes"),
  CODE_ONCE("sends a code again when there was no answer"),
  CODE_DUPLICATE_PARAM("takes the last of two codes or states"),
  META_ISSUER("uses the metadata it finds, whoever's they are"),
  TOKEN_POST_FORM("asks for a token by GET, with the secret in the query"),
  TOKEN_BASIC_ENCODED("puts client id and secret into Basic without form-encoding them"),
  TOKEN_ONE_METHOD("sends the client secret in the header and in the body"),
  TOKEN_TYPE("uses a token of any type as Bearer"),
  TOKEN_UNKNOWN_MEMBER("refuses a token response with a member it does not know"),
  TOKEN_EXPIRES_IN("crashes when expires_in is missing"),
  TOKEN_ERROR("crashes on an error code it does not know"),
  TOKEN_NOT_JSON("takes anything that looks like an access token out of any text"),
  TOKEN_HUGE("reads a token response of any length"),
  TOKEN_DRIP("starts its time-out again with every byte"),
  TOKEN_REDIRECT("follows a redirect of the token endpoint with the secret"),
  TOKEN_BEARER_PLACE("sends the token as access_token in the query"),
  TOKEN_CHARSET("puts any text for a token into the header"),
  TOKEN_SCOPE_NARROWED("says that it was granted what it asked for, whatever was granted"),
  CACHE_REUSE("gets a token for each call"),
  CACHE_SKEW("uses a token to its last second"),
  CACHE_SINGLE_FLIGHT("gets a token for each thread that waits for one"),
  CACHE_KEY("holds one token for every client and scope of a token endpoint"),
  CACHE_FAILURE("remembers that a token request failed and never makes another"),
  CC_FIELDS("sends a redirect_uri with the client credentials grant"),
  REFRESH_ONCE("repeats the call with the token that was just refused"),
  REFRESH_ROTATION("goes on using its first refresh token after it was given another"),
  REFRESH_INVALID_GRANT("sends a refused refresh token again and again"),
  SIGV4_VECTORS("signs header values as they are, runs of spaces and all"),
  SIGV4_PATH("signs the path as it is on the wire, encoded once, for every service"),
  SIGV4_QUERY("signs query parameters in the order they came in"),
  SIGV4_PAYLOAD("signs the hash of an empty body, whatever it sends"),
  SIGV4_HOST_SIGNED("leaves the host out of what it signs"),
  SIGV4_SESSION_TOKEN("signs with a session's key, and does not send the session's token"),
  SIGV4_RETRY("sends the signature that was refused a second time"),
  SIGV4_SKEW("signs again for as long as the server says that the clocks differ"),
  STS_REQUEST("does not sign its request for a session"),
  STS_EXTERNAL_ID("assumes the role without its external ID"),
  STS_LIMITS("sends whatever it is given to STS, and 0 for the duration"),
  STS_USE("assumes the role, and signs with the base key nevertheless"),
  STS_XML("reads whatever a DOCTYPE in STS's answer names");

  private final String words;

  Flaw(String words) {
    this.words = words;
  }

  /** What the client does wrong, as the rest of a sentence that starts with the client. */
  String words() {
    return words;
  }

  /** The check that looks for it, for example {@code basic.colon-user}. */
  String checkId() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".").replace('_', '-');
  }
}
