/** What a client's certificate says, and whether it holds (RFC 5280). */
@NullMarked
package dev.gatehouse.mock.tls.internal;

import org.jspecify.annotations.NullMarked;
