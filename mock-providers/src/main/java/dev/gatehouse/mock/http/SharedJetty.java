package dev.gatehouse.mock.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The one Jetty of a JVM: threads, timer and selector, shared by all ports. It starts with the
 * first port and stops with the last, so that nothing stays behind. In a cold JVM starting it takes
 * longer than anything else a server does, so it starts on a thread of its own from the moment a
 * port is taken, while what is to answer there is set up.
 */
final class SharedJetty {
  private static final int THREADS = 64;
  private static final int IDLE_THREAD_MILLIS = 10_000;
  private static final Object LOCK = new Object();
  private static @Nullable CompletableFuture<SharedJetty> running;
  private static int ports;

  private final Occupants occupants = new Occupants();
  private final LazyTls tls = new LazyTls(occupants);
  private final Server server;
  private final ServerConnector connector;
  private final ManagedSelector selector;
  private @Nullable Onward onward;

  private SharedJetty() {
    // Jetty's own queue asks JMX how long a pointer is, which costs a cold JVM a tenth of a second.
    QueuedThreadPool threads =
        new QueuedThreadPool(THREADS, 2, IDLE_THREAD_MILLIS, new LinkedBlockingQueue<>());
    threads.setName("gatehouse");
    threads.setDaemon(true);
    server = new Server(threads, new ScheduledExecutorScheduler("gatehouse-timer", true), null);
    connector =
        new ServerConnector(
            server, 0, 1, new DetectorConnectionFactory(tls), new HttpByPort(occupants)) {
          @Override
          protected SocketChannelEndPoint newEndPoint(
              SocketChannel channel, ManagedSelector selector, SelectionKey key)
              throws IOException {
            SocketChannelEndPoint endPoint = super.newEndPoint(channel, selector, key);
            endPoint.setIdleTimeout(
                occupants.at(channel.getLocalAddress()).limits().idleTimeout().toMillis());
            return endPoint;
          }
        };
    server.addConnector(connector);
    ErrorAnswers errors = new ErrorAnswers(occupants);
    server.setErrorHandler(errors);
    server.setHandler(new Exchanges(occupants, errors, this::onward));
    // Jetty wants one socket of its own to start with; ports come and go beside it, so it is closed
    // as soon as the selector knows it.
    try (ServerSocketChannel first = ServerSocketChannel.open()) {
      first.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      connector.open(first);
      server.start();
      selector = connector.getSelectorManager().getBean(ManagedSelector.class);
      awaitSelector();
    } catch (Exception e) {
      throw new IllegalStateException("the server cannot start", e);
    }
  }

  /**
   * A port is taken: has Jetty start, if it does not run. Every call needs its {@link #release}.
   */
  static void reserve() {
    synchronized (LOCK) {
      ports++;
      if (running == null) {
        running = CompletableFuture.supplyAsync(SharedJetty::new, SharedJetty::onThreadOfItsOwn);
      }
    }
  }

  /** Answers on a reserved port, until {@link Tenancy#end}. */
  static Tenancy enter(ServerSocketChannel channel, Occupant occupant) {
    synchronized (LOCK) {
      SharedJetty jetty = Objects.requireNonNull(running, "no port is reserved").join();
      jetty.occupants.add(occupant);
      Closeable acceptor = jetty.connector.getSelectorManager().acceptor(channel);
      jetty.awaitSelector();
      return new Tenancy(jetty, occupant, channel, acceptor);
    }
  }

  /** Gives a reserved port up; with the last one Jetty stops. */
  static void release() {
    synchronized (LOCK) {
      ports--;
      if (ports == 0 && running != null) {
        CompletableFuture<SharedJetty> last = running;
        running = null;
        last.handle((jetty, neverStarted) -> Optional.ofNullable(jetty))
            .join()
            .ifPresent(SharedJetty::stop);
      }
    }
  }

  /** The stay of one occupant. */
  record Tenancy(
      SharedJetty jetty, Occupant occupant, ServerSocketChannel channel, Closeable acceptor) {
    void end() {
      jetty.leave(this);
    }
  }

  private void leave(Tenancy tenancy) {
    synchronized (LOCK) {
      occupants.remove(tenancy.occupant());
      tls.forget(tenancy.occupant());
      try {
        tenancy.acceptor().close();
        tenancy.channel().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      for (EndPoint endPoint : connector.getConnectedEndPoints()) {
        if (occupants.find(endPoint.getLocalSocketAddress()) == null) {
          endPoint.close();
        }
      }
      // A closed channel keeps its port until the selector has seen that it is closed: the first
      // round may run before its next look, the second runs after it.
      awaitSelector();
      awaitSelector();
    }
  }

  /** Started with the first proxy that has something to do; ends with the server. */
  private synchronized Onward onward() {
    Onward started = onward;
    if (started == null) {
      started = new Onward();
      started.setServer(server);
      server.addManaged(started);
      onward = started;
    }
    return started;
  }

  private static void onThreadOfItsOwn(Runnable start) {
    Thread thread = new Thread(start, "gatehouse-start");
    thread.setDaemon(true);
    thread.start();
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server cannot stop", e);
    }
  }

  private void awaitSelector() {
    CountDownLatch seen = new CountDownLatch(1);
    selector.submit(ignored -> seen.countDown());
    try {
      if (!seen.await(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the port was not freed within 5 seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
