/**
 * Opening a connection and sending requests over it; one authenticator an auth type.
 *
 * <p>Nothing here logs. The HTTP library underneath can: its loggers {@code
 * org.apache.hc.client5.http.headers} and {@code org.apache.hc.client5.http.wire} write every byte,
 * credentials included, when they are set to DEBUG. Leave them off where logs are kept.
 */
@NullMarked
package dev.gatehouse.client;

import org.jspecify.annotations.NullMarked;
