package dev.gatehouse.mock.http;

import java.net.InetSocketAddress;
import java.util.Set;

/**
 * Who has a port.
 *
 * @param tlsHosts names the certificate is to be valid for, beside the loopback names
 */
record Occupant(InetSocketAddress address, Front front, PortLimits limits, Set<String> tlsHosts) {}
