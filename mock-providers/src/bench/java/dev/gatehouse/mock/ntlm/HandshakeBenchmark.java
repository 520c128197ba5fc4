package dev.gatehouse.mock.ntlm;

import dev.gatehouse.connection.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a handshake costs a server without its transport, on one thread, and the memory one holds
 * while it waits for its Type 3.
 *
 * <pre>
 * mvn -Pbench -pl mock-providers -am -DskipTests test
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HandshakeBenchmark {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-05-06T07:08:09Z"));
  private static final NtlmSettings SETTINGS =
      NtlmSettings.of(NtlmTarget.of("GATEHOUSE", "CORP", "gatehouse.corp.example", "corp.example"));
  private static final byte[] TYPE_1 = HandClient.type1(HandClient.FLAGS);

  private final NtlmAccounts accounts = NtlmAccounts.empty();
  private final FixedRandom random = new FixedRandom(new byte[] {8, 7, 6, 5, 4, 3, 2, 1});
  private byte[] right;
  private byte[] wrong;

  /** Answers the one challenge there is, right and wrong. */
  @Setup
  public void answer() throws MalformedNtlmException {
    HandClient client = new HandClient();
    accounts.add("CORP", "ada", Secret.of(client.password));
    byte[] type2 = handshake().type2();
    right = client.type3(TYPE_1, type2);
    client.password = "another";
    wrong = client.type3(TYPE_1, type2);
    if (!(admitted() instanceof NtlmVerdict.Admitted)) {
      throw new IllegalStateException("not admitted");
    }
  }

  private NtlmHandshake handshake() throws MalformedNtlmException {
    return NtlmHandshake.begin(TYPE_1, SETTINGS, CLOCK, random);
  }

  /** Type 1 read, Type 2 written. */
  @Benchmark
  public Object challenged() throws MalformedNtlmException {
    return handshake();
  }

  /** The same, and a Type 3 with MIC verified. */
  @Benchmark
  public Object admitted() throws MalformedNtlmException {
    return handshake().finish(right, accounts, null);
  }

  /** The same with a wrong password, whose mistake is looked for. */
  @Benchmark
  public Object refusedAndExplained() throws MalformedNtlmException {
    return handshake().finish(wrong, accounts, null);
  }

  private static void printMemory() throws MalformedNtlmException {
    NtlmHandshake[] held = new NtlmHandshake[100_000];
    held[0] = NtlmHandshake.begin(TYPE_1, SETTINGS, CLOCK);
    long before = used();
    for (int at = 1; at < held.length; at++) {
      held[at] = NtlmHandshake.begin(TYPE_1, SETTINGS, CLOCK);
    }
    long bytes = (used() - before) / (held.length - 1);
    System.out.printf("%d handshakes held: %d bytes each%n", held.length, bytes);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Prints the memory, then runs all. */
  public static void main(String[] args) throws Exception {
    printMemory();
    new Runner(new OptionsBuilder().include(HandshakeBenchmark.class.getName()).build()).run();
  }
}
