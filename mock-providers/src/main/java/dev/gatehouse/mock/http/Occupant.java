package dev.gatehouse.mock.http;

import java.net.InetSocketAddress;

/**
 * Who has a port.
 *
 * @param tlsHost a name the certificate is to be valid for, beside the loopback names
 */
record Occupant(InetSocketAddress address, Front front, PortLimits limits, String tlsHost) {}
