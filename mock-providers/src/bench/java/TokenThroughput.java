import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.Gatehouse;
import dev.gatehouse.mock.oauth2.AccessTokenFormat;
import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.oauth2.RegisteredClient;
import dev.gatehouse.mock.scenario.Lineup;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many tokens a second the token endpoint issues over real sockets, beside how many signatures
 * the same machine makes in the same run, with nothing around them.
 *
 * <pre>
 * mvn -q -DskipTests package
 * java -cp mock-providers/target/gatehouse.jar mock-providers/src/bench/java/TokenThroughput.java
 * </pre>
 *
 * Arguments: seconds for each figure (10), keep-alive connections (8), what to measure (all).
 */
public final class TokenThroughput {
  private static final String SECRET = "a-secret-for-the-benchmark";

  private TokenThroughput() {}

  /** What is measured: clients that differ in nothing but how their tokens are made. */
  private enum Kind {
    RS256("RSA", "SHA256withRSA"),
    ES256("EC", "SHA256withECDSA"),
    EdDSA("Ed25519", "Ed25519"),
    OPAQUE(null, null);

    private final String keys;
    private final String signature;

    Kind(String keys, String signature) {
      this.keys = keys;
      this.signature = signature;
    }
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int connections = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    List<Kind> kinds = args.length > 2 ? List.of(Kind.valueOf(args[2])) : List.of(Kind.values());
    int cores = Runtime.getRuntime().availableProcessors();
    System.out.printf(
        "Java %s, %d cores, %d keep-alive connections, %d s for each figure%n%n",
        Runtime.version(), cores, connections, seconds);
    System.out.printf(
        "%-8s %16s %16s %12s %8s %8s%n",
        "", "signatures/s x1", "signatures/s x" + cores, "tokens/s", "p50 ms", "p99 ms");
    try (Gatehouse gatehouse = Gatehouse.builder().lineup(Lineup.empty()).start()) {
      OAuth2Provider issuer = gatehouse.oauth2("/oauth2/bench", TokenThroughput::register);
      for (Kind kind : kinds) {
        load(issuer.tokenUri(), kind, connections, Math.min(seconds, 5)); // warms up
        Load load = load(issuer.tokenUri(), kind, connections, seconds);
        String one = kind.keys == null ? "-" : "%.0f".formatted(signatures(kind, 1, seconds));
        String all = kind.keys == null ? "-" : "%.0f".formatted(signatures(kind, cores, seconds));
        System.out.printf(
            "%-8s %16s %16s %12.0f %8.2f %8.2f%n",
            kind, one, all, load.perSecond, load.millisOf(50), load.millisOf(99));
      }
    }
  }

  private static void register(OAuth2Provider.Builder builder) {
    for (Kind kind : Kind.values()) {
      RegisteredClient.Builder client =
          RegisteredClient.confidential(kind.name(), Secret.of(SECRET))
              .authenticationMethod("client_secret_post")
              .grantTypes("client_credentials")
              .scopes("orders:read", "orders:write")
              .audience("https://orders.example");
      builder.client(
          kind == Kind.OPAQUE
              ? client.accessTokenFormat(AccessTokenFormat.OPAQUE).build()
              : client.accessTokenAlgorithm(kind.name()).build());
    }
  }

  private record Load(double perSecond, long[] nanos) {
    double millisOf(int percent) {
      return nanos[(int) ((nanos.length - 1L) * percent / 100)] / 1e6;
    }
  }

  private static Load load(URI tokenUri, Kind kind, int connections, int seconds)
      throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<long[]> each = together(connections, () -> connection(tokenUri, kind, end));
    long[] nanos = each.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Load(nanos.length / (double) seconds, nanos);
  }

  /** One connection, one request after the other; how long each took. */
  private static long[] connection(URI tokenUri, Kind kind, long end) throws IOException {
    String form = "grant_type=client_credentials&client_id=" + kind + "&client_secret=" + SECRET;
    byte[] request =
        ("POST "
                + tokenUri.getPath()
                + " HTTP/1.1\r\nHost: "
                + tokenUri.getAuthority()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length()
                + "\r\n\r\n"
                + form)
            .getBytes(StandardCharsets.US_ASCII);
    long[] nanos = new long[1 << 20];
    int count = 0;
    try (Socket socket = new Socket(tokenUri.getHost(), tokenUri.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
      for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
        socket.getOutputStream().write(request);
        readResponse(in);
        nanos[count++] = System.nanoTime() - start;
      }
    }
    return Arrays.copyOf(nanos, count);
  }

  private static void readResponse(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("no token: " + status);
    }
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
        length = Integer.parseInt(header.substring(16));
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
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

  private static double signatures(Kind kind, int threads, int seconds) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.keys);
    switch (kind) {
      case RS256 -> generator.initialize(2048);
      case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
      default -> {}
    }
    KeyPair pair = generator.generateKeyPair();
    byte[] input = new byte[500]; // about the header and claims of a token
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Long> each =
        together(
            threads,
            () -> {
              long count = 0;
              for (; System.nanoTime() < end; count++) {
                Signature signature = Signature.getInstance(kind.signature);
                signature.initSign(pair.getPrivate());
                signature.update(input);
                signature.sign();
              }
              return count;
            });
    return each.stream().mapToLong(Long::longValue).sum() / (double) seconds;
  }

  private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : pool.invokeAll(Collections.nCopies(threads, work))) {
        results.add(done.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
