/** Clients that prove themselves by a TLS certificate (RFC 8705, section 2). */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.certificate;

import org.jspecify.annotations.NullMarked;
