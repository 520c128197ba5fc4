/** Signed JWTs that others made, and the keys they are verified by (RFC 7515, 7517 and 7518). */
@NullMarked
package dev.gatehouse.mock.jose.internal.jws;

import org.jspecify.annotations.NullMarked;
