package dev.gatehouse.mock.http;

import java.net.InetSocketAddress;

/** Who has a port. */
record Occupant(InetSocketAddress address, Front front, PortLimits limits, PortTls tls) {}
