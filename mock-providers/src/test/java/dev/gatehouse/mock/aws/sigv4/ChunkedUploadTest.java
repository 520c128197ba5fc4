package dev.gatehouse.mock.aws.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;

/** Bodies in chunks as clients send them: what is right passes, anything else gets S3's error. */
class ChunkedUploadTest {
  private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String SIGNED_V4A = "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD";
  private static final String UNSIGNED = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final byte[] HELLO = "hello, chunks".getBytes(ISO_8859_1);

  /** CRC32 of {@link #HELLO}. */
  private static final String HELLO_CRC32 = checksum("crc32", HELLO);

  private static String checksum(String algorithm, byte[] bytes) {
    try {
      TrailerChecksum checksum = TrailerChecksum.of("x-amz-checksum-" + algorithm);
      checksum.update(bytes, bytes.length);
      return Base64.getEncoder().encodeToString(checksum.value());
    } catch (RefusedSignature e) {
      throw new AssertionError(e);
    }
  }

  /** How the SDK can be told to send a body. */
  enum Sdk {
    SIGNED_CHUNKS("https", true, null, SIGNED),
    SIGNED_WITH_CRC32("https", true, "CRC32", SIGNED + "-TRAILER"),
    SIGNED_WITH_CRC32C("https", true, "CRC32C", SIGNED + "-TRAILER"),
    SIGNED_WITH_SHA1("https", true, "SHA1", SIGNED + "-TRAILER"),
    SIGNED_WITH_SHA512("https", true, "SHA512", SIGNED + "-TRAILER"),
    SIGNED_WITH_MD5("https", true, "MD5", SIGNED + "-TRAILER"),
    SIGNED_WITH_SHA256("https", true, "SHA256", SIGNED + "-TRAILER"),
    UNSIGNED_WITH_CRC32("https", false, "CRC32", UNSIGNED),
    UNSIGNED_WITH_SHA256("https", false, "SHA256", UNSIGNED),
    UNSIGNED_OVER_HTTP("http", false, "CRC32", SIGNED + "-TRAILER");

    private final String scheme;
    private final boolean signChunks;
    private final @Nullable String checksum;
    private final String mode;

    Sdk(String scheme, boolean signChunks, @Nullable String checksum, String mode) {
      this.scheme = scheme;
      this.signChunks = signChunks;
      this.checksum = checksum;
      this.mode = mode;
    }

    ServerRequest upload(byte[] payload) {
      ServerRequest request =
          Uploads.received(
              Uploads.signedBySdk(
                  URI.create(scheme + "://bucket.s3.us-east-1.amazonaws.com/a%20key"),
                  () -> new ByteArrayInputStream(payload),
                  payload.length,
                  Uploads.NOW,
                  signChunks,
                  checksum == null ? null : DefaultChecksumAlgorithm.fromValue(checksum)));
      assertThat(request.headers("x-amz-content-sha256")).containsExactly(mode);
      return request;
    }
  }

  @ParameterizedTest
  @EnumSource
  void admitsWhatTheSdkSends(Sdk sdk) {
    for (int length : new int[] {0, 1, 8191, 300_000}) {
      byte[] payload = Uploads.payload(length);

      ServerRequest onward = Uploads.admitted(sdk.upload(payload));

      assertThat(onward.body()).as("%s bytes", length).isEqualTo(payload);
      assertThat(onward.headers("Content-Length")).containsExactly(String.valueOf(length));
      assertThat(onward.headers("Content-Encoding")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesOneFlippedByteInAnyChunkOfTheSdk(Sdk sdk) {
    ServerRequest request = sdk.upload(Uploads.payload(300_000));
    for (int place : new int[] {200, 100_000, 150_000, 290_000}) {
      byte[] body = request.body();
      body[place] ^= 0x40;

      assertThat(Uploads.refused(Uploads.withBody(request, body)).outcome())
          .as("at %s", place)
          .isEqualTo(sdk.mode.equals(UNSIGNED) ? "400 BadDigest" : "403 SignatureDoesNotMatch");
    }
  }

  /** Other ways to spoil the three chunks, the last chunk and the trailer that the SDK sends. */
  static Stream<Arguments> refusesASpoiltBody() {
    String size = "IncompleteBody";
    return Stream.of(
        spoilt("a chunk left out", parts -> without(parts, 1), "SignatureDoesNotMatch", size),
        spoilt("the chunk before the last left out", parts -> without(parts, 2), null, size),
        spoilt("a chunk repeated", parts -> with(parts, 1, parts.get(0)), null, null),
        spoilt("chunks swapped", parts -> swapped(parts, 0, 1), null, "BadDigest"),
        spoilt("cut off in a chunk", parts -> cut(parts, 1, 500), size, size),
        spoilt("cut off after a chunk", parts -> parts.subList(0, 2), size, size),
        spoilt("no last chunk and no trailer", parts -> parts.subList(0, 3), size, size),
        spoilt("cut off in the trailer", parts -> cut(parts, 3, 5), size, size),
        spoilt("nothing", parts -> List.of(), size, size),
        spoilt("a size that is no hex", parts -> replaced(parts, 0, "20000", "2000g"), size, size),
        spoilt("a negative size", parts -> replaced(parts, 0, "20000", "-2000"), size, size),
        spoilt("no size", parts -> replaced(parts, 0, "20000", ""), size, size),
        spoilt(
            "an absurd size", parts -> replaced(parts, 0, "20000", "7fffffffffffffff"), size, size),
        spoilt("a size beyond", parts -> replaced(parts, 0, "20000", "fffffffffff"), size, size),
        spoilt("a size too small", parts -> replaced(parts, 0, "20000", "1ffff"), null, size),
        spoilt("a size too large", parts -> replaced(parts, 0, "20000", "20001"), null, size),
        spoilt("no line ends", parts -> List.of(new byte[100_000]), size, size),
        spoilt("no CR", parts -> replaced(parts, 0, "\r\n", "\n"), size, size),
        spoilt(
            "bytes after the end",
            parts -> with(parts, 4, new byte[] {'x'}),
            "MalformedTrailerError",
            "MalformedTrailerError"),
        spoilt(
            "a second last chunk",
            parts -> with(parts, 4, parts.get(3)),
            "MalformedTrailerError",
            "MalformedTrailerError"),
        spoilt(
            "another checksum",
            parts -> replaced(parts, 3, "=\r\n", "A\r\n"),
            "SignatureDoesNotMatch",
            "InvalidRequest"),
        spoilt(
            "a trailer of another name",
            parts -> replaced(parts, 3, "checksum-crc32", "checksum-crc64"),
            "MalformedTrailerError",
            "MalformedTrailerError"),
        spoilt(
            "a trailer without a colon",
            parts -> replaced(parts, 3, "crc32:", "crc32 "),
            "MalformedTrailerError",
            "MalformedTrailerError"),
        spoilt(
            "a line more",
            parts -> replaced(parts, 3, "\r\n\r\n", "\r\nx: y\r\n\r\n"),
            "MalformedTrailerError",
            "MalformedTrailerError"));
  }

  private static Arguments spoilt(
      String what,
      UnaryOperator<List<byte[]>> how,
      @Nullable String signed,
      @Nullable String unsigned) {
    return Arguments.of(
        what,
        how,
        signed == null ? "SignatureDoesNotMatch" : signed,
        unsigned == null ? "IncompleteBody" : unsigned);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesASpoiltBody(
      String what, UnaryOperator<List<byte[]>> how, String whenSigned, String whenUnsigned) {
    assertThat(spoiltOutcome(Sdk.SIGNED_WITH_CRC32, how)).as("signed").isEqualTo(whenSigned);
    assertThat(spoiltOutcome(Sdk.UNSIGNED_WITH_CRC32, how)).as("unsigned").isEqualTo(whenUnsigned);
  }

  private static String spoiltOutcome(Sdk sdk, UnaryOperator<List<byte[]>> how) {
    ServerRequest request = sdk.upload(Uploads.payload(300_000));
    List<byte[]> parts = how.apply(parts(request.body()));
    Uploads.Answered answered =
        Uploads.refused(Uploads.withBody(request, SignedChunks.joined(parts)));
    assertThat(answered.response().status()).isIn(400, 403);
    assertThat(answered.refused().explanation()).isNotBlank().doesNotContain(Uploads.SECRET);
    return answered.element("Code");
  }

  /** Three chunks with data, and the last one with the trailer. */
  private static List<byte[]> parts(byte[] body) {
    List<byte[]> parts = new ArrayList<>();
    String text = Uploads.latin(body);
    int at = 0;
    while (parts.size() < 3) {
      int lineEnd = text.indexOf("\r\n", at);
      int size = Integer.parseInt(text.substring(at, lineEnd).replaceFirst(";.*", ""), 16);
      parts.add(text.substring(at, lineEnd + 4 + size).getBytes(ISO_8859_1));
      at = lineEnd + 4 + size;
    }
    parts.add(text.substring(at).getBytes(ISO_8859_1));
    return parts;
  }

  private static List<byte[]> without(List<byte[]> parts, int index) {
    List<byte[]> fewer = new ArrayList<>(parts);
    fewer.remove(index);
    return fewer;
  }

  private static List<byte[]> with(List<byte[]> parts, int index, byte[] one) {
    List<byte[]> more = new ArrayList<>(parts);
    more.add(index, one);
    return more;
  }

  private static List<byte[]> swapped(List<byte[]> parts, int one, int other) {
    List<byte[]> swapped = new ArrayList<>(parts);
    Collections.swap(swapped, one, other);
    return swapped;
  }

  private static List<byte[]> cut(List<byte[]> parts, int index, int length) {
    List<byte[]> begun = new ArrayList<>(parts.subList(0, index));
    begun.add(Uploads.latin(parts.get(index)).substring(0, length).getBytes(ISO_8859_1));
    return begun;
  }

  private static List<byte[]> replaced(List<byte[]> parts, int index, String old, String with) {
    List<byte[]> other = new ArrayList<>(parts);
    String text = Uploads.latin(parts.get(index));
    int at = text.indexOf(old);
    assertThat(at).as(old).isNotNegative();
    other.set(
        index,
        (text.substring(0, at) + with + text.substring(at + old.length())).getBytes(ISO_8859_1));
    return other;
  }

  @ParameterizedTest
  @ValueSource(strings = {SIGNED, SIGNED_V4A})
  void admitsAndRefusesWithEitherAlgorithmAndWithoutATrailer(String mode) {
    ServerRequest request = SignedChunks.of(mode, HELLO.length).request(List.of(HELLO), Map.of());
    assertThat(Uploads.admitted(request).body()).isEqualTo(HELLO);

    assertThat(Uploads.refused(replaced(request, "hello", "hallo")).outcome())
        .isEqualTo("403 SignatureDoesNotMatch");
    assertThat(Uploads.refused(replaced(request, "chunks\r\n", "chunks\r\nx")).outcome())
        .isEqualTo("400 IncompleteBody");
    assertThat(
            Uploads.refused(Uploads.withBody(request, append(request.body(), "0\r\n"))).outcome())
        .isEqualTo("400 IncompleteBody");
  }

  @ParameterizedTest
  @CsvSource({
    SIGNED_V4A + "-TRAILER,crc32",
    SIGNED + "-TRAILER,crc64nvme",
    UNSIGNED + ",crc64nvme",
    UNSIGNED + ",crc32c"
  })
  void admitsAndRefusesWithATrailer(String mode, String algorithm) {
    String field = "x-amz-checksum-" + algorithm;
    String right = checksum(algorithm, HELLO);
    String wrong = checksum(algorithm, new byte[1]);
    SignedChunks upload = SignedChunks.of(mode, HELLO.length).header("x-amz-trailer", field);
    ServerRequest request = upload.request(List.of(HELLO), Map.of(field, right));
    assertThat(Uploads.admitted(request).body()).isEqualTo(HELLO);

    assertThat(Uploads.refused(replaced(request, right, wrong)).outcome())
        .isEqualTo(mode.equals(UNSIGNED) ? "400 BadDigest" : "403 SignatureDoesNotMatch");

    Uploads.Answered lied =
        Uploads.refused(
            SignedChunks.of(mode, HELLO.length)
                .header("x-amz-trailer", field)
                .request(List.of(HELLO), Map.of(field, wrong)));
    assertThat(lied.outcome()).isEqualTo("400 BadDigest");
    assertThat(lied.element("Message"))
        .isEqualTo(
            "The "
                + algorithm.toUpperCase(Locale.ROOT)
                + " you specified did not match the calculated checksum.");
  }

  private static ServerRequest replaced(ServerRequest request, String old, String with) {
    String body = Uploads.latin(request.body());
    assertThat(body).contains(old);
    return Uploads.withBody(request, body.replace(old, with).getBytes(ISO_8859_1));
  }

  private static byte[] append(byte[] body, String more) {
    return (Uploads.latin(body) + more).getBytes(ISO_8859_1);
  }

  @Test
  void refusesASmallChunkThatIsNotTheLast() {
    byte[] small = new byte[8191];
    Uploads.Answered answered =
        Uploads.refused(
            SignedChunks.of(SIGNED, 8192).request(List.of(small, new byte[1]), Map.of()));

    assertThat(answered.outcome()).isEqualTo("403 InvalidChunkSizeError");
    assertThat(answered.element("Message"))
        .isEqualTo("Only the last chunk is allowed to have a size less than 8192 bytes");
    assertThat(answered.element("Chunk")).isEqualTo("2");
    assertThat(answered.element("BadChunkSize")).isEqualTo("8191");
    assertThat(
            Uploads.admitted(
                    SignedChunks.of(SIGNED, 8193)
                        .request(List.of(new byte[8192], new byte[1]), Map.of()))
                .content()
                .length())
        .isEqualTo(8193);
  }

  @ParameterizedTest
  @CsvSource({"12,400 IncompleteBody", "14,400 IncompleteBody", "0,400 IncompleteBody"})
  void refusesAnotherLengthThanAnnounced(int announced, String outcome) {
    Uploads.Answered answered =
        Uploads.refused(SignedChunks.of(SIGNED, announced).request(List.of(HELLO), Map.of()));

    assertThat(answered.outcome()).isEqualTo(outcome);
    assertThat(answered.element("NumberBytesExpected")).isEqualTo(String.valueOf(announced));
    assertThat(answered.element("NumberBytesProvided")).isEqualTo("13");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-13", "13 ", "13x", "0xd", "99999999999999999999"})
  void refusesALengthThatIsNone(String length) {
    SignedChunks upload =
        SignedChunks.of(SIGNED, 13).header("x-amz-decoded-content-length", length.strip() + "?");
    assertThat(Uploads.refused(upload.request(List.of(HELLO), Map.of())).outcome())
        .isEqualTo("411 MissingContentLength");
  }

  @Test
  void refusesWithoutTheLength() {
    SignedChunks upload = SignedChunks.of(SIGNED, 13).without("x-amz-decoded-content-length");
    assertThat(Uploads.refused(upload.request(List.of(HELLO), Map.of())).outcome())
        .isEqualTo("411 MissingContentLength");
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-crc33,400 InvalidRequest,is not supported",
    "x-other,400 InvalidRequest,is not supported",
    "'x-amz-checksum-crc32,x-amz-checksum-sha1',400 InvalidRequest,Expecting a single"
  })
  void refusesATrailerThatCannotBeAnnounced(String announced, String outcome, String message) {
    Uploads.Answered answered =
        Uploads.refused(
            SignedChunks.of(UNSIGNED, HELLO.length)
                .header("x-amz-trailer", announced)
                .request(List.of(HELLO), Map.of(announced, "x")));

    assertThat(answered.outcome()).isEqualTo(outcome);
    assertThat(answered.element("Message")).contains(message);
  }

  @Test
  void refusesATrailerThatIsNotOfTheAnnouncedForm() {
    String crc = "x-amz-checksum-crc32";
    SignedChunks announced = SignedChunks.of(UNSIGNED, HELLO.length).header("x-amz-trailer", crc);
    assertThat(Uploads.refused(announced.request(List.of(HELLO), Map.of())).outcome())
        .as("announced, not sent")
        .isEqualTo("400 MalformedTrailerError");

    SignedChunks silent = SignedChunks.of(UNSIGNED, HELLO.length);
    assertThat(Uploads.refused(silent.request(List.of(HELLO), Map.of(crc, HELLO_CRC32))).outcome())
        .as("sent, not announced")
        .isEqualTo("400 MalformedTrailerError");

    SignedChunks without = SignedChunks.of(SIGNED, HELLO.length).header("x-amz-trailer", crc);
    assertThat(Uploads.refused(without.request(List.of(HELLO), Map.of())).outcome())
        .as("announced where none can be")
        .isEqualTo("400 MalformedTrailerError");

    SignedChunks odd = SignedChunks.of(UNSIGNED, HELLO.length).header("x-amz-trailer", crc);
    assertThat(Uploads.refused(odd.request(List.of(HELLO), Map.of(crc, "????"))).outcome())
        .as("no checksum")
        .isEqualTo("400 InvalidRequest");
  }

  @Test
  void takesAnUnsignedBodyWithoutATrailer() {
    assertThat(
            Uploads.admitted(
                    SignedChunks.of(UNSIGNED, HELLO.length).request(List.of(HELLO), Map.of()))
                .body())
        .isEqualTo(HELLO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STREAMING-AWS4-HMAC-SHA512-PAYLOAD", "hello", "streaming"})
  void refusesAWordThatNamesNoPayload(String word) {
    Uploads.Answered answered =
        Uploads.refused(SignedChunks.of(word, HELLO.length).request(List.of(HELLO), Map.of()));

    assertThat(answered.outcome()).isEqualTo("400 InvalidArgument");
    assertThat(answered.element("ArgumentName")).isEqualTo("x-amz-content-sha256");
    assertThat(answered.element("ArgumentValue")).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({"aws-chunked,", "'aws-chunked,gzip',gzip", "'gzip, AWS-Chunked, br','gzip, br'"})
  void handsOnTheOtherCodings(String sent, @Nullable String handedOn) {
    ServerRequest onward =
        Uploads.admitted(
            SignedChunks.of(SIGNED, HELLO.length)
                .header("content-encoding", sent)
                .request(List.of(HELLO), Map.of()));

    assertThat(onward.headers("Content-Encoding"))
        .isEqualTo(handedOn == null ? List.of() : List.of(handedOn));
  }

  @Test
  void onlyS3TakesBodiesInChunks() {
    ServerRequest request = SignedChunks.of(SIGNED, HELLO.length).request(List.of(HELLO), Map.of());
    SignatureVerifier other =
        new SignatureVerifier(
            VerifierSettings.of(ServiceStyle.REST_JSON, "us-east-1", "s3"),
            Uploads.KEYS,
            () -> Uploads.NOW);

    assertThat(other.verify(request))
        .isInstanceOfSatisfying(
            SignatureVerdict.Refused.class,
            refused -> assertThat(refused.fault().explanation()).contains("only Amazon S3"));
  }

  @Test
  void anUnsignedBodyIsRefusedWhereBodiesHaveToBeSigned() {
    VerifierSettings strict =
        new VerifierSettings(
            ServiceStyle.S3, "us-east-1", "s3", Uploads.S3.allowedSkew(), true, false);
    ServerRequest request =
        SignedChunks.of(UNSIGNED, HELLO.length).request(List.of(HELLO), Map.of());

    assertThat(new SignatureVerifier(strict, Uploads.KEYS, () -> Uploads.NOW).verify(request))
        .isInstanceOfSatisfying(
            SignatureVerdict.Refused.class,
            refused -> assertThat(refused.fault().explanation()).contains("not signed"));
  }

  private static final ServerRequest SIGNED_UPLOAD =
      Sdk.SIGNED_WITH_CRC32.upload(Uploads.payload(200));
  private static final ServerRequest UNSIGNED_UPLOAD =
      Sdk.UNSIGNED_WITH_CRC32.upload(Uploads.payload(200));

  /** The case of a hex digit in a size and of a name in the trailer says nothing. */
  @Property(tries = 4000)
  void refusesAnyBitChangedInTheEncodedBody(
      @ForAll @IntRange(max = 1_000_000) int place, @ForAll boolean signed) {
    ServerRequest request = signed ? SIGNED_UPLOAD : UNSIGNED_UPLOAD;
    byte[] right = request.body();
    byte[] body = right.clone();
    int bit = place % (body.length * 8);
    body[bit / 8] ^= (byte) (1 << bit % 8);

    Verdicts verdict = Verdicts.of(Uploads.withBody(request, body));

    boolean onlyCase =
        Character.toLowerCase(body[bit / 8]) == Character.toLowerCase(right[bit / 8]);
    if (verdict.onward() == null) {
      assertThat(verdict.status()).isIn(400, 403);
    } else {
      assertThat(onlyCase).as("bit %s", bit).isTrue();
      assertThat(verdict.onward().bytes()).isEqualTo(Uploads.payload(200));
    }
  }

  private record Verdicts(int status, @Nullable RequestBody onward) {
    static Verdicts of(ServerRequest request) {
      SignatureVerdict verdict =
          new SignatureVerifier(Uploads.S3, Uploads.KEYS, () -> Uploads.NOW).verify(request);
      return verdict instanceof SignatureVerdict.Refused refused
          ? new Verdicts(SignatureFaults.answer(refused.fault(), Uploads.S3).status(), null)
          : new Verdicts(200, ((SignatureVerdict.Verified) verdict).request().content());
    }
  }
}
