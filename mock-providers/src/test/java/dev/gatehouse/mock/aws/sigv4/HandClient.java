package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.AccessKeys;
import dev.gatehouse.mock.aws.Principal;
import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client that signs by hand, so that each of its steps can be done wrong. */
final class HandClient {
  static final String ID = "AKIDEXAMPLE123456789";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String TOKEN = "session/token+of==the-test";
  static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
  static final String HOST = "api.example.com:8443";
  static final Principal ADA =
      new Principal("123456789012", "arn:aws:iam::123456789012:user/ada", "AIDAADA");

  /** What a client does, in order; each step takes the right text and gives what is used. */
  enum Step {
    DATE,
    CREDENTIAL_SCOPE,
    PAYLOAD_HASH,
    SIGNED_HEADERS,
    EXPIRES,
    METHOD,
    PATH,
    QUERY,
    HEADERS,
    CANONICAL_REQUEST,
    STRING_TO_SIGN,
    SECRET,
    KEY_DATE,
    KEY_REGION,
    KEY_SERVICE,
    SIGNATURE,
    AUTHORIZATION,
    SENT_QUERY
  }

  private final Map<Step, UnaryOperator<String>> wrong = new EnumMap<>(Step.class);
  private final List<Field> fields = new ArrayList<>();
  private String method = "GET";
  private String path = "/orders";
  private String query = "";
  private byte[] body = {};
  private Instant at = NOW;
  private boolean s3;
  private Optional<String> token = Optional.empty();

  HandClient doing(Step step, UnaryOperator<String> otherwise) {
    wrong.put(step, otherwise);
    return this;
  }

  HandClient saying(Step step, String otherwise) {
    return doing(step, right -> otherwise);
  }

  HandClient method(String other) {
    method = other;
    return this;
  }

  HandClient path(String other) {
    path = other;
    return this;
  }

  HandClient query(String other) {
    query = other;
    return this;
  }

  HandClient header(String name, String value) {
    fields.add(new Field(name, value));
    return this;
  }

  HandClient body(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  HandClient at(Instant other) {
    at = other;
    return this;
  }

  HandClient token(String other) {
    token = Optional.of(other);
    return this;
  }

  /** Paths encoded once, and the hash of the payload in a header. */
  HandClient s3() {
    s3 = true;
    return this;
  }

  /** The key of this client, and nothing else. */
  static AccessKeys keys() {
    return AccessKeys.of(ID, Secret.of(SECRET), ADA);
  }

  static SignatureVerifier verifier(ServiceStyle style) {
    return new SignatureVerifier(
        VerifierSettings.of(style, "eu-central-1", "execute-api"), keys(), () -> NOW);
  }

  /** Signed in the Authorization header. */
  ServerRequest signed() {
    String time = step(Step.DATE, basic(at));
    List<Field> sent = new ArrayList<>(List.of(new Field("Host", HOST)));
    if (!time.isEmpty()) {
      sent.add(new Field("X-Amz-Date", time));
    }
    token.ifPresent(text -> sent.add(new Field("X-Amz-Security-Token", text)));
    String hash = step(Step.PAYLOAD_HASH, sha256(body));
    if (s3) {
      sent.add(new Field("X-Amz-Content-Sha256", hash));
    }
    sent.addAll(fields);
    String names = step(Step.SIGNED_HEADERS, names(sent));
    String scope = scope();
    String signature = signature(canonicalRequest(sent, names, query, hash), time, scope);
    String authorization =
        "AWS4-HMAC-SHA256 Credential="
            + ID
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature;
    sent.add(new Field("Authorization", step(Step.AUTHORIZATION, authorization)));
    return request(sent, query.isEmpty() ? null : step(Step.SENT_QUERY, query));
  }

  /** Signed in the query. */
  ServerRequest presigned() {
    String time = step(Step.DATE, basic(at));
    List<Field> sent = new ArrayList<>(List.of(new Field("Host", HOST)));
    sent.addAll(fields);
    String names = step(Step.SIGNED_HEADERS, names(sent));
    String scope = scope();
    String parameters =
        (query.isEmpty() ? "" : query + "&")
            + "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + encoded(ID + "/" + scope)
            + "&X-Amz-Date="
            + time
            + "&X-Amz-Expires="
            + step(Step.EXPIRES, "3600")
            + token.map(text -> "&X-Amz-Security-Token=" + encoded(text)).orElse("")
            + "&X-Amz-SignedHeaders="
            + encoded(names);
    String hash = step(Step.PAYLOAD_HASH, s3 ? "UNSIGNED-PAYLOAD" : sha256(body));
    String signature = signature(canonicalRequest(sent, names, parameters, hash), time, scope);
    return request(sent, step(Step.SENT_QUERY, parameters + "&X-Amz-Signature=" + signature));
  }

  private ServerRequest request(List<Field> sent, String sentQuery) {
    return new ServerRequest(method, "https", HOST, path, sentQuery, sent, body);
  }

  private String scope() {
    return step(Step.CREDENTIAL_SCOPE, scopeOf(basic(at).substring(0, 8)));
  }

  private static String scopeOf(String date) {
    return date + "/eu-central-1/execute-api/aws4_request";
  }

  private String canonicalRequest(List<Field> sent, String names, String raw, String hash) {
    String once =
        Arrays.stream(path.split("/", -1))
            .map(segment -> s3 ? segment : encoded(segment))
            .collect(Collectors.joining("/"));
    String sorted =
        Stream.of(raw.split("&", -1))
            .filter(pair -> !pair.isEmpty())
            .map(pair -> pair.contains("=") ? pair : pair + "=")
            .map(pair -> pair.replace("+", "%2B"))
            .sorted()
            .collect(Collectors.joining("&"));
    String lines =
        Stream.of(names.split(";", -1))
            .map(
                name ->
                    name
                        + ":"
                        + sent.stream()
                            .filter(field -> field.name().equalsIgnoreCase(name))
                            .map(field -> field.value().strip().replaceAll(" +", " "))
                            .collect(Collectors.joining(","))
                        + "\n")
            .collect(Collectors.joining());
    return step(
        Step.CANONICAL_REQUEST,
        String.join(
            "\n",
            step(Step.METHOD, method),
            step(Step.PATH, once),
            step(Step.QUERY, sorted),
            step(Step.HEADERS, lines),
            names,
            hash));
  }

  private String signature(String canonicalRequest, String time, String scope) {
    String toSign =
        step(
            Step.STRING_TO_SIGN,
            String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                time,
                scope,
                sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8))));
    String start = step(Step.SECRET, "AWS4" + SECRET);
    byte[] key = start.getBytes(StandardCharsets.UTF_8);
    for (String part :
        List.of(
            step(Step.KEY_DATE, basic(at).substring(0, 8)),
            step(Step.KEY_REGION, "eu-central-1"),
            step(Step.KEY_SERVICE, "execute-api"),
            "aws4_request",
            toSign)) {
      key = hmac(key, part);
    }
    return step(Step.SIGNATURE, HexFormat.of().formatHex(key));
  }

  private String step(Step step, String right) {
    return wrong.getOrDefault(step, UnaryOperator.identity()).apply(right);
  }

  private static String names(List<Field> sent) {
    return sent.stream()
        .map(field -> field.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(";"));
  }

  static String basic(Instant at) {
    return at.toString().replaceAll("[-:]", "");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
