package dev.gatehouse.mock.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Limits;
import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * A signed upload is verified in constant memory, however long. The whole gigabyte: {@code mvn -pl
 * mock-providers -am -Dtest=LongUploadTest -Dgatehouse.upload.mebibytes=1024 test}.
 */
class LongUploadTest {
  private static final long MEBIBYTE = 1024 * 1024;

  /** A payload that is made while it is read. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left == 0 ? -1 : (int) (left-- * 31) & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (left == 0) {
        return -1;
      }
      int read = (int) Math.min(most, left);
      for (int i = from; i < from + read; i++) {
        into[i] = (byte) (left-- * 31);
      }
      return read;
    }
  }

  private static SignedRequest upload(URI uri, long length, Instant now) {
    return Uploads.signedBySdk(
        uri, () -> new Endless(length), length, now, true, DefaultChecksumAlgorithm.CRC32);
  }

  /** A body as it lies on disk. */
  private record Filed(Path file, long length) implements RequestBody {
    @Override
    public InputStream open() {
      try {
        return Files.newInputStream(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void takesNoMemoryToSpeakOf(@TempDir Path folder) throws IOException {
    SignedRequest signed =
        upload(URI.create("https://bucket.s3.amazonaws.com/key"), 64 * MEBIBYTE, Uploads.NOW);
    Path file = folder.resolve("body");
    Files.copy(signed.payload().orElseThrow().newStream(), file);
    ServerRequest request = Uploads.received(signed.request(), new Filed(file, Files.size(file)));
    SignatureVerifier verifier = new SignatureVerifier(Uploads.S3, Uploads.KEYS, () -> Uploads.NOW);
    verifier.verify(Uploads.withBody(request, new byte[0])); // loads what would be counted below
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    SignatureVerdict verdict = verifier.verify(request);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8 * MEBIBYTE);
    assertThat(verdict).isInstanceOf(SignatureVerdict.Verified.class);
  }

  /** The server of {@link #isAdmittedByAServerWithLessMemoryThanItIsLong}. */
  public static void main(String[] arguments) throws InterruptedException {
    Limits limits = Limits.DEFAULT.withBodyBytes(4096 * MEBIBYTE);
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).limits(limits).start()) {
      gatehouse.guard(
          "/bucket",
          new SignatureGate(
              Uploads.S3, Uploads.KEYS, gatehouse.clock(), SignatureGate.Permission.ANYBODY));
      System.out.println(gatehouse.baseUri());
      new CountDownLatch(1).await();
    }
  }

  @Test
  void isAdmittedByAServerWithLessMemoryThanItIsLong() throws Exception {
    long length = Long.getLong("gatehouse.upload.mebibytes", 160) * MEBIBYTE;
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LongUploadTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      URI base = URI.create(out.readLine());
      SignedRequest signed = upload(base.resolve("/bucket/key"), length, Instant.now());
      Instant start = Instant.now();

      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  Uploads.sent(signed, signed.payload().orElseThrow().newStream()),
                  HttpResponse.BodyHandlers.ofString());

      System.out.printf(
          "%d MiB signed, sent and verified in %d ms; server: %s%n",
          length / MEBIBYTE,
          Duration.between(start, Instant.now()).toMillis(),
          peakMemory(server.pid()));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.body()).contains("\"bodySize\":" + length + "}");
    } finally {
      server.destroy();
    }
  }

  private static List<String> peakMemory(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines.filter(line -> line.startsWith("VmHWM")).toList();
    }
  }
}
