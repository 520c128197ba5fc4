package dev.gatehouse.mock.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One listening socket on the Jetty that all ports of a JVM share. It costs no thread of its own.
 */
public final class Port implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final ServerSocketChannel channel;
  private final InetSocketAddress address;
  private SharedJetty.@Nullable Tenancy tenancy;
  private boolean closed;

  private Port(ServerSocketChannel channel, InetSocketAddress address) {
    this.channel = channel;
    this.address = address;
  }

  /**
   * Has Jetty start beside whatever the caller does next, for ports that are to come: it then runs
   * until this JVM ends.
   */
  public static void expect() {
    SharedJetty.reserve();
  }

  /**
   * Takes a port; nothing is answered on it yet, but the Jetty that will begins to start.
   *
   * @param host a name or an address of this machine
   * @param port 0 for a free one
   * @throws UncheckedIOException if the address cannot be listened on; the message says why
   */
  @SuppressWarnings("AddressSelection") // the one address a name stands for is listened on
  public static Port bind(String host, int port) {
    InetSocketAddress wanted = new InetSocketAddress(host, port);
    if (wanted.isUnresolved()) {
      throw new UncheckedIOException(
          new BindException("cannot listen on " + host + ": no such host"));
    }
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(wanted, BACKLOG);
        channel.configureBlocking(false);
        SharedJetty.reserve();
        return new Port(channel, (InetSocketAddress) channel.getLocalAddress());
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  /** Where it listens, with the port taken. */
  public InetSocketAddress address() {
    return address;
  }

  /** Answers from now on. */
  public synchronized void open(Front front, PortLimits limits, PortTls tls) {
    if (closed || tenancy != null) {
      throw new IllegalStateException("the port is closed or open already");
    }
    tenancy = SharedJetty.enter(channel, new Occupant(address, front, limits, tls));
  }

  /** Frees the port and closes its connections; safe to call twice. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (tenancy != null) {
        tenancy.end();
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      SharedJetty.release();
    }
  }
}
