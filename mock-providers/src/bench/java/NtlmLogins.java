import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.Limits;
import dev.gatehouse.mock.gate.BasicGate;
import dev.gatehouse.mock.ntlm.NtlmAccounts;
import dev.gatehouse.mock.ntlm.NtlmGate;
import dev.gatehouse.mock.ntlm.NtlmGateSettings;
import dev.gatehouse.mock.ntlm.NtlmSettings;
import dev.gatehouse.mock.ntlm.NtlmTarget;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an NTLM login costs over real sockets, beside Basic at the same server in the same run: how
 * many a second, and the memory that a connection holds.
 *
 * <pre>
 * mvn -q -DskipTests package
 * java -cp mock-providers/target/gatehouse.jar mock-providers/src/bench/java/NtlmLogins.java
 * </pre>
 *
 * Arguments: seconds for each figure (10), keep-alive connections (8), open connections for the
 * memory (5000; each takes two file descriptors).
 */
public final class NtlmLogins {
  /** User, domain and password are those of MS-NLMP 4.2.1; this is its NTOWFv1 (4.2.2.1.2). */
  private static final byte[] NT_HASH =
      HexFormat.of().parseHex("a4f49c406510bdcab6824ee7c30fd852");

  private static final int FLAGS = 0x20888205;
  private static final String NEGOTIATE =
      "NTLM "
          + Base64.getEncoder()
              .encodeToString(
                  little(32).put(signature()).putInt(1).putInt(FLAGS).array());

  private static final Step BASIC =
      wire -> expect(200, wire.ask("/basic", "Basic VXNlcjpQYXNzd29yZA=="));
  private static final Step OPEN = wire -> expect(200, wire.ask("/open", null));
  private static final Step HANDSHAKE = NtlmLogins::handshake;
  private static final Step LOGGED_IN = wire -> expect(200, wire.ask("/ntlm", null));
  private static final Step NOTHING = wire -> {};

  private NtlmLogins() {}

  /** What a client does on its connection. */
  private interface Step {
    void on(Wire wire) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int connections = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    int open = args.length > 2 ? Integer.parseInt(args[2]) : 5000;
    System.out.printf(
        "Java %s, %d cores, %d connections, %d s for each figure%n%n",
        Runtime.version(), Runtime.getRuntime().availableProcessors(), connections, seconds);
    Limits limits = Limits.DEFAULT.withJournalEntries(1); // not to weigh the journal
    try (Gatehouse gatehouse =
        Gatehouse.builder().lineup(Lineup.empty()).limits(limits).start()) {
      guard(gatehouse);
      URI server = gatehouse.baseUri();
      System.out.printf("%-44s %10s %8s %8s%n", "", "a second", "p50 ms", "p99 ms");
      measure("request without a gate", server, NOTHING, OPEN, connections, seconds);
      measure("request with Basic", server, NOTHING, BASIC, connections, seconds);
      measure("request on a logged-in connection", server, HANDSHAKE, LOGGED_IN, connections, seconds);
      measure("handshake (2 requests), connection kept", server, NOTHING, HANDSHAKE, connections, seconds);
      System.out.printf("%n%-44s %10s%n", "memory of " + open + " open connections", "bytes each");
      hold("after a request without a gate", server, OPEN, open);
      hold("after a request with Basic", server, BASIC, open);
      hold("logged in by NTLM", server, HANDSHAKE, open);
      hold("after a request with Basic, again", server, BASIC, open);
      hold("logged in by NTLM, again", server, HANDSHAKE, open);
    }
  }

  private static void guard(Gatehouse gatehouse) {
    Secret password = Secret.of("Password");
    NtlmAccounts accounts = NtlmAccounts.empty();
    accounts.add("Domain", "User", password);
    NtlmTarget target = NtlmTarget.of("SERVER", "Domain", "server.domain.example", "domain.example");
    gatehouse.guard(
        "/ntlm",
        new NtlmGate(
            accounts, NtlmGateSettings.of(NtlmSettings.of(target)), gatehouse.clock()));
    gatehouse.guard("/basic", BasicGate.of("User", password));
  }

  private static void measure(
      String what, URI server, Step first, Step step, int connections, int seconds)
      throws Exception {
    run(server, first, step, connections, Math.min(seconds, 5)); // warms up
    long[] nanos = run(server, first, step, connections, seconds);
    System.out.printf(
        "%-44s %10.0f %8.2f %8.2f%n",
        what,
        nanos.length / (double) seconds,
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 99L / 100)] / 1e6);
  }

  private static long[] run(URI server, Step first, Step step, int connections, int seconds)
      throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    ExecutorService pool = Executors.newFixedThreadPool(connections);
    try {
      List<long[]> each = new ArrayList<>();
      Callable<long[]> work = () -> connection(server, first, step, end);
      for (Future<long[]> done : pool.invokeAll(Collections.nCopies(connections, work))) {
        each.add(done.get());
      }
      return each.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    } finally {
      pool.shutdownNow();
    }
  }

  /** One connection, one step after the other; how long each took. */
  private static long[] connection(URI server, Step first, Step step, long end) throws Exception {
    long[] nanos = new long[1 << 20];
    int count = 0;
    try (Wire wire = new Wire(server)) {
      first.on(wire);
      for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
        step.on(wire);
        nanos[count++] = System.nanoTime() - start;
      }
    }
    return Arrays.copyOf(nanos, count);
  }

  /** Both ends are in this JVM; what they hold besides the login is the same for every kind. */
  private static void hold(String what, URI server, Step step, int open) throws Exception {
    List<Wire> wires = new ArrayList<>();
    long before = used();
    try {
      for (int i = 0; i < open; i++) {
        Wire wire = new Wire(server);
        wires.add(wire);
        step.on(wire);
        wire.forgetWhatWasRead();
      }
      System.out.printf("%-44s %10d%n", what, (used() - before) / open);
    } finally {
      for (Wire wire : wires) {
        wire.close();
      }
    }
  }

  private static long used() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(300); // what was let go of by the server's threads
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static void handshake(Wire wire) throws Exception {
    expect(401, wire.ask("/ntlm", NEGOTIATE));
    byte[] type2 = Base64.getDecoder().decode(wire.challenge.substring("NTLM ".length()));
    byte[] type1 = Base64.getDecoder().decode(NEGOTIATE.substring("NTLM ".length()));
    expect(
        200,
        wire.ask("/ntlm", "NTLM " + Base64.getEncoder().encodeToString(answer(type1, type2))));
  }

  /** A Type 3 as Windows sends it: NTLMv2 with a MIC, the LM response zeros (MS-NLMP 3.1.5.1.2). */
  private static byte[] answer(byte[] type1, byte[] type2) throws Exception {
    ByteBuffer challenge = ByteBuffer.wrap(type2).order(ByteOrder.LITTLE_ENDIAN);
    int length = challenge.getShort(40);
    int offset = challenge.getInt(44);
    ByteBuffer temp = little(28 + length + 8 + 4);
    temp.put((byte) 1).put((byte) 1).position(8);
    temp.putLong((System.currentTimeMillis() + 11_644_473_600_000L) * 10_000).putLong(0x1234567890L);
    temp.position(28).put(type2, offset, length - 4);
    temp.putShort((short) 6).putShort((short) 4).putInt(2); // MsvAvFlags: there is a MIC

    byte[] key = hmac(NT_HASH, "USERDomain".getBytes(StandardCharsets.UTF_16LE));
    byte[] proof = hmac(key, Arrays.copyOfRange(type2, 24, 32), temp.array());
    byte[][] payload = {
      new byte[24],
      little(16 + temp.capacity()).put(proof).put(temp.array()).array(),
      "Domain".getBytes(StandardCharsets.UTF_16LE),
      "User".getBytes(StandardCharsets.UTF_16LE),
      "BENCH".getBytes(StandardCharsets.UTF_16LE),
      new byte[0]
    };
    int at = 88;
    ByteBuffer type3 = little(at + Arrays.stream(payload).mapToInt(part -> part.length).sum());
    type3.put(signature()).putInt(3);
    for (byte[] part : payload) {
      type3.putShort((short) part.length).putShort((short) part.length).putInt(at);
      at += part.length;
    }
    type3.putInt(FLAGS & challenge.getInt(20)).position(88);
    for (byte[] part : payload) {
      type3.put(part);
    }
    return type3.put(72, hmac(hmac(key, proof), type1, type2, type3.array())).array();
  }

  private static byte[] signature() {
    return "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) throws Exception {
    Mac mac = Mac.getInstance("HmacMD5");
    mac.init(new SecretKeySpec(key, "HmacMD5"));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  private static void expect(int right, int status) throws IOException {
    if (status != right) {
      throw new IOException("status " + status + ", not " + right);
    }
  }

  /** A connection that requests go out on, one after the other. */
  private static final class Wire implements AutoCloseable {
    private final URI server;
    private final Socket socket;
    private InputStream in;
    private String challenge = "";

    Wire(URI server) throws IOException {
      this.server = server;
      socket = new Socket(server.getHost(), server.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 4096);
    }

    int ask(String path, String authorization) throws IOException {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + server.getAuthority()
              + (authorization == null ? "" : "\r\nAuthorization: " + authorization)
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      int status = Integer.parseInt(line().substring(9, 12));
      int length = 0;
      for (String field = line(); !field.isEmpty(); field = line()) {
        if (field.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
          length = Integer.parseInt(field.substring(16));
        } else if (field.regionMatches(true, 0, "WWW-Authenticate: ", 0, 18)) {
          challenge = field.substring(18);
        }
      }
      in.skipNBytes(length);
      return status;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder(64);
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("the server closed the connection");
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }

    void forgetWhatWasRead() {
      in = InputStream.nullInputStream();
      challenge = "";
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
