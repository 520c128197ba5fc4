package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.mock.exchange.Field;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * What it costs to verify a signature, beside what the AWS SDK needs to make it for the same
 * request, on one thread.
 *
 * <pre>
 * mvn -Pbench -pl mock-providers -am -DskipTests test
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class VerifierBenchmark {
  /** Bytes. */
  @Param({"130", "65536"})
  public int body;

  /** The time of the thread, which does not count what else the machine is doing. */
  @State(Scope.Thread)
  public static class Cpu {
    private long operations;
    private long start;

    /** Before an iteration. */
    @Setup(Level.Iteration)
    public void start() {
      operations = 0;
      start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** After it: printed beside the time on the wall that JMH measures. */
    @TearDown(Level.Iteration)
    public void stop() {
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      System.out.printf("(%.2f us of CPU) ", nanos / 1e3 / operations);
    }
  }

  private final SdkClient client =
      new SdkClient(
          HandClient.ID,
          HandClient.SECRET,
          Optional.empty(),
          "eu-central-1",
          "execute-api",
          Instant.parse("2026-02-03T04:05:06Z"),
          false,
          false);
  private final URI uri = URI.create("https://api.example.com/orders/2026/open?page=2&limit=50");
  private final List<Field> fields = List.of(new Field("Content-Type", "application/json"));
  private SignatureVerifier verifier;
  private SignRequest<AwsCredentialsIdentity> toSign;
  private ServerRequest signed;

  /** Signs once. */
  @Setup
  public void sign() {
    byte[] payload = "x".repeat(body).getBytes(StandardCharsets.UTF_8);
    toSign = client.toSign("POST", uri, fields, payload);
    signed = client.sign("POST", uri, fields, payload);
    verifier = HandClient.verifier(ServiceStyle.QUERY);
    if (!(verify() instanceof SignatureVerdict.Verified)) {
      throw new IllegalStateException("the signature does not hold");
    }
  }

  /** The AWS SDK's own signing. */
  @Benchmark
  public Object sdkSigns(Cpu cpu) {
    cpu.operations++;
    return SdkClient.SIGNER.sign(toSign);
  }

  /** Ours. */
  @Benchmark
  public Object verifies(Cpu cpu) {
    cpu.operations++;
    return verify();
  }

  private SignatureVerdict verify() {
    return verifier.verify(signed);
  }

  /** Runs both. */
  public static void main(String[] args) throws Exception {
    new Runner(new OptionsBuilder().include(VerifierBenchmark.class.getName()).build()).run();
  }
}
