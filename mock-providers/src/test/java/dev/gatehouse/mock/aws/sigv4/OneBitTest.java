package dev.gatehouse.mock.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * One bit changed anywhere in what was signed, and the request is refused: method, path, query,
 * signed headers, body, and every part of the signature itself. What is not a change: the case of
 * an escape's hex digits in a query or an object key ({@code %2f} and {@code %2F} are the same
 * byte, RFC 3986, section 6.2.2.1), and of a header's name.
 */
class OneBitTest {
  private static final String SAFE = "abcxyzABCXYZ0123456789-_~";

  /** A request as the SDK signs it. */
  record Signed(ServerRequest request, SignatureVerifier verifier) {}

  @Provide
  Arbitrary<Signed> signed() {
    Arbitrary<String> word = Arbitraries.strings().withChars(SAFE).ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> escaped = Arbitraries.strings().ofMinLength(1).ofMaxLength(4);
    Arbitrary<String> path =
        Combinators.combine(word, escaped)
            .as((one, other) -> "/" + one + "/" + PercentEncoding.encode(other) + "x/" + one);
    Arbitrary<String> query =
        Combinators.combine(word, escaped, word)
            .as((a, b, c) -> a + "=" + PercentEncoding.encode(b) + "&" + c + "=2&flag=1");
    Arbitrary<String> value =
        Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(20);
    Arbitrary<String> body = Arbitraries.strings().ascii().ofMaxLength(40);
    return Combinators.combine(
            path,
            query,
            value,
            body,
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(OneBitTest::sign);
  }

  private static Signed sign(
      String path,
      String query,
      String value,
      String body,
      boolean presigned,
      boolean s3,
      boolean session) {
    boolean objectKey = s3 && !presigned;
    SdkClient plain = SdkClient.of(objectKey, presigned);
    SdkClient client = session ? plain.withToken(HandClient.TOKEN) : plain;
    ServerRequest request =
        client.sign(
            "POST",
            URI.create("https://example.com:8443" + path + "?" + query),
            List.of(new Field("My-Header", "v" + value), new Field("X-Amz-Meta", "m")),
            body.getBytes(StandardCharsets.UTF_8));
    SignatureVerifier verifier =
        new SignatureVerifier(
            VerifierSettings.of(
                objectKey ? ServiceStyle.S3 : ServiceStyle.QUERY, "eu-central-1", "execute-api"),
            session ? RefusalTest.sessionKeys() : HandClient.keys(),
            () -> HandClient.NOW);
    assertThat(verifier.verify(request)).isInstanceOf(SignatureVerdict.Verified.class);
    return new Signed(request, verifier);
  }

  @Property(tries = 15)
  void refusesEveryOneBitChangeOfWhatTheSdkSigns(
      @ForAll("signed") Signed signed, @ForAll long random) {
    refusesChanges(signed, random);
  }

  /** SigV4A and SigV4 by the published signatures, every bit of them. */
  @Test
  void refusesOneBitChangesOfThePublishedRequests() {
    assumeTrue(Vector.all("v4").findAny().isPresent());
    for (String version : List.of("v4", "v4a")) {
      List<String> names =
          List.of(
              "get-vanilla-query-order-encoded", "post-sts-header-before", "post-header-key-sort");
      Vector.all(version)
          .filter(vector -> names.contains(vector.folder().getFileName().toString()))
          .forEach(
              vector ->
                  refusesChanges(new Signed(vector.request(), vector.verifier()), 0x5DEECE66DL));
    }
  }

  /** Which of the parts, and in it which bit. */
  private static void refusesChanges(Signed signed, long random) {
    ServerRequest request = signed.request();
    for (Part part : parts(request)) {
      byte[] bytes = part.bytes();
      Random source = new Random(random ^ part.name().hashCode());
      for (int n = 0; n < Math.min(4, bytes.length * 8); n++) {
        int bit = source.nextInt(bytes.length * 8);
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        if (part.isNoChange(bytes, changed, bit / 8)) {
          continue;
        }
        assertThat(signed.verifier().verify(part.in(changed)))
            .describedAs(
                () ->
                    part.name()
                        + ": "
                        + new String(bytes, StandardCharsets.ISO_8859_1)
                        + " -> "
                        + new String(changed, StandardCharsets.ISO_8859_1))
            .isInstanceOf(SignatureVerdict.Refused.class);
      }
    }
  }

  /** A part of a request that can be put in with a change. */
  private interface Part {
    String name();

    byte[] bytes();

    ServerRequest in(byte[] changed);

    /** The case of a hex digit of an escape. */
    default boolean isNoChange(byte[] bytes, byte[] changed, int at) {
      boolean inEscape = (at >= 1 && bytes[at - 1] == '%') || (at >= 2 && bytes[at - 2] == '%');
      return inEscape
          && (bytes[at] ^ changed[at]) == 0x20
          && Character.isLetter(bytes[at])
          && (name().equals("query") || name().equals("path"));
    }
  }

  private record Text(String name, String text, Function<String, ServerRequest> put)
      implements Part {
    @Override
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public ServerRequest in(byte[] changed) {
      return put.apply(new String(changed, StandardCharsets.ISO_8859_1));
    }
  }

  private record Body(ServerRequest request) implements Part {
    @Override
    public String name() {
      return "body";
    }

    @Override
    public byte[] bytes() {
      return request.body();
    }

    @Override
    public ServerRequest in(byte[] changed) {
      return with(
          request, request.method(), request.path(), request.query(), request.fields(), changed);
    }
  }

  private static List<Part> parts(ServerRequest request) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Text(
            "method",
            request.method(),
            method ->
                with(
                    request,
                    method,
                    request.path(),
                    request.query(),
                    request.fields(),
                    request.body())));
    parts.add(
        new Text(
            "path",
            request.path(),
            path ->
                with(
                    request,
                    request.method(),
                    path,
                    request.query(),
                    request.fields(),
                    request.body())));
    if (request.query() != null) {
      parts.add(
          new Text(
              "query",
              request.query(),
              query ->
                  with(
                      request,
                      request.method(),
                      request.path(),
                      query,
                      request.fields(),
                      request.body())));
    }
    for (int i = 0; i < request.fields().size(); i++) {
      parts.add(field(request, i));
    }
    if (request.body().length > 0) {
      parts.add(new Body(request));
    }
    return parts;
  }

  private static Part field(ServerRequest request, int index) {
    Field field = request.fields().get(index);
    return new Text(
        field.name(),
        field.value(),
        value -> {
          List<Field> fields = new ArrayList<>(request.fields());
          fields.set(index, new Field(field.name(), value));
          return with(
              request, request.method(), request.path(), request.query(), fields, request.body());
        });
  }

  private static ServerRequest with(
      ServerRequest request,
      String method,
      String path,
      String query,
      List<Field> fields,
      byte[] body) {
    return new ServerRequest(
        method, request.scheme(), request.authority(), path, query, fields, body);
  }
}
