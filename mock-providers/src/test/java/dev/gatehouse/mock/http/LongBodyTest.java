package dev.gatehouse.mock.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.mock.Wire;
import dev.gatehouse.mock.exchange.Answer;
import dev.gatehouse.mock.exchange.RequestBody;
import dev.gatehouse.mock.exchange.ServerRequest;
import dev.gatehouse.mock.exchange.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is too long for memory lies in a file of its own, and only while it is needed. */
class LongBodyTest {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final PortLimits LIMITS =
      new PortLimits(4 * MEBIBYTE, 4000, Duration.ofSeconds(30));

  /** Reads each body twice and keeps what it found, and the bodies. */
  private record Reader(
      Answer answer, List<byte[]> found, List<RequestBody> bodies, List<Integer> refused)
      implements Front {
    Reader(Answer answer) {
      this(
          answer,
          new CopyOnWriteArrayList<>(),
          new CopyOnWriteArrayList<>(),
          new CopyOnWriteArrayList<>());
    }

    @Override
    public Answer answer(ServerRequest request) {
      RequestBody body = request.content();
      assertThat(body.bytes()).isEqualTo(request.body()).hasSize((int) body.length());
      found.add(body.bytes());
      bodies.add(body);
      return answer;
    }

    @Override
    public void turnedAway(ServerRequest request, int status, String reason, String explanation) {
      refused.add(status);
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }

  private static final Answer YES = new Answer.Whole(ServerResponse.text(200, "yes"));

  private static URI uri(Port port) {
    return URI.create("http://127.0.0.1:" + port.address().getPort());
  }

  private static String head(long length) {
    return "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  /** Bytes of which no two parts are the same. */
  private static String bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8) * 7 + (i >> 16));
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The open body files of this process of just this length, which no other test uses. */
  private static List<Path> spooled(long length) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : open.toList()) {
        try {
          Path file = Files.readSymbolicLink(descriptor);
          if (file.toString().contains("gatehouse-body-") && Files.size(descriptor) == length) {
            found.add(file);
          }
        } catch (IOException e) {
          // closed meanwhile
        }
      }
    }
    return found;
  }

  private static void awaitSpooled(long length, boolean wanted) throws IOException {
    Instant end = Instant.now().plusSeconds(10);
    while (spooled(length).isEmpty() == wanted) {
      assertThat(Instant.now()).as("body of %s spooled", length).isBefore(end);
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1, 3 * MEBIBYTE, 4 * MEBIBYTE})
  void isHandedOnWholeWhereverItLies(int length) {
    Reader front = new Reader(YES);
    try (Port port = Port.bind("127.0.0.1", 0)) {
      port.open(front, LIMITS, PortTls.of(Set.of()));
      assertThat(Wire.exchange(uri(port), head(length) + bytes(length))).endsWith("yes");
    }
    assertThat(front.found())
        .singleElement()
        .satisfies(
            found ->
                assertThat(
                        Arrays.equals(found, bytes(length).getBytes(StandardCharsets.ISO_8859_1)))
                    .isTrue());
  }

  @Test
  void isGoneOnceAnsweredEvenIfTheAnswerTakesLong() throws IOException {
    int length = 2 * MEBIBYTE + 17;
    Reader front = new Reader(new Answer.Delayed(Duration.ofHours(1), YES));
    try (Port port = Port.bind("127.0.0.1", 0)) {
      port.open(front, LIMITS, PortTls.of(Set.of()));
      try (Wire wire = Wire.to(uri(port))) {
        wire.send(head(length) + bytes(length));
        while (front.bodies().isEmpty()) {
          Thread.onSpinWait();
        }
        RequestBody body = front.bodies().get(0);
        Instant end = Instant.now().plusSeconds(10);
        while (isOpen(body)) {
          assertThat(Instant.now()).isBefore(end);
        }
        assertThatThrownBy(body::bytes).hasRootCauseInstanceOf(ClosedChannelException.class);
      }
    }
  }

  private static boolean isOpen(RequestBody body) throws IOException {
    try (InputStream in = body.open()) {
      return in.read() >= 0;
    } catch (ClosedChannelException e) {
      return false;
    }
  }

  @Test
  void isGoneOnceTheLimitIsPassed() throws IOException {
    int sent = 4 * MEBIBYTE;
    Reader front = new Reader(YES);
    try (Port port = Port.bind("127.0.0.1", 0)) {
      port.open(
          front, new PortLimits(sent - 3, 4000, Duration.ofSeconds(30)), PortTls.of(Set.of()));
      try (Wire wire = Wire.to(uri(port))) {
        String piece = "x".repeat(sent - 3);
        wire.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
            .send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
        assumeLinux();
        awaitSpooled(sent - 3, true);

        wire.send("1\r\nx\r\n");

        assertThat(wire.readAll()).startsWith("HTTP/1.1 413 ");
        awaitSpooled(sent - 3, false);
      }
    }
    assertThat(front.refused()).containsExactly(413);
  }

  @Test
  void isGoneOnceTheClientHangsUp() throws IOException {
    assumeLinux();
    int sent = 2 * MEBIBYTE + 4099;
    Reader front = new Reader(YES);
    try (Port port = Port.bind("127.0.0.1", 0)) {
      port.open(front, LIMITS, PortTls.of(Set.of()));
      try (Wire wire = Wire.to(uri(port))) {
        wire.send(head(4 * MEBIBYTE) + "x".repeat(sent));
        awaitSpooled(sent, true);
      }
      awaitSpooled(sent, false);
    }
    assertThat(front.bodies()).isEmpty();
  }

  @Test
  void isGoneOnceTheServerCloses() throws IOException {
    assumeLinux();
    int sent = 2 * MEBIBYTE + 8209;
    Port port = Port.bind("127.0.0.1", 0);
    port.open(new Reader(YES), LIMITS, PortTls.of(Set.of()));
    try (Wire wire = Wire.to(uri(port))) {
      wire.send(head(4 * MEBIBYTE) + "x".repeat(sent));
      awaitSpooled(sent, true);

      port.close();

      awaitSpooled(sent, false);
    }
  }

  @Test
  void hasNoNameWhileItLies() throws IOException {
    assumeLinux();
    try (SpooledBody body = SpooledBody.create()) {
      body.append(StandardCharsets.US_ASCII.encode("x".repeat(5003)));

      assertThat(spooled(5003)).singleElement().asString().endsWith(" (deleted)");
      assertThat(body.bytes()).hasSize(5003);
    }
  }

  private static void assumeLinux() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux's /proc");
  }
}
