package dev.gatehouse.mock.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
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
 * first port and stops with the last, so that nothing stays behind.
 */
final class SharedJetty {
  private static final int THREADS = 64;
  private static final int IDLE_THREAD_MILLIS = 10_000;
  private static final Object LOCK = new Object();
  private static @Nullable SharedJetty running;

  private final Occupants occupants = new Occupants();
  private final Server server;
  private final ServerConnector connector;
  private final ManagedSelector selector;
  private int ports;

  private SharedJetty() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2, IDLE_THREAD_MILLIS);
    threads.setName("gatehouse");
    threads.setDaemon(true);
    server = new Server(threads, new ScheduledExecutorScheduler("gatehouse-timer", true), null);
    connector =
        new ServerConnector(
            server,
            0,
            1,
            new DetectorConnectionFactory(new LazyTls(occupants)),
            new HttpByPort(occupants)) {
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
    server.setHandler(new Exchanges(occupants, errors));
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

  /** Answers on a port; every call needs its {@link #leave}. */
  static Tenancy enter(ServerSocketChannel channel, Occupant occupant) {
    synchronized (LOCK) {
      SharedJetty jetty = running == null ? new SharedJetty() : running;
      running = jetty;
      jetty.ports++;
      jetty.occupants.add(occupant);
      Closeable acceptor = jetty.connector.getSelectorManager().acceptor(channel);
      jetty.awaitSelector();
      return new Tenancy(jetty, occupant, channel, acceptor);
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
      ports--;
      if (ports == 0) {
        running = null;
        stop();
      } else {
        // A closed channel keeps its port until the selector has seen that it is closed: the first
        // round may run before its next look, the second runs after it.
        awaitSelector();
        awaitSelector();
      }
    }
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
