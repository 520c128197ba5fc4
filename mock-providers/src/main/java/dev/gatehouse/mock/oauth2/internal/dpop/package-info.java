/** Proofs of possession in a header field, DPoP (RFC 9449). */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.dpop;

import org.jspecify.annotations.NullMarked;
