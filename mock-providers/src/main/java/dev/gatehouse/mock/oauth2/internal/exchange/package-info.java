/** Token exchange (RFC 8693). */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.exchange;

import org.jspecify.annotations.NullMarked;
