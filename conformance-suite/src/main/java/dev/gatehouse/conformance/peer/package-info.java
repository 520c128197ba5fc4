/** A scripted server on a raw socket, for the misbehaviour no proper server can show. */
@NullMarked
package dev.gatehouse.conformance.peer;

import org.jspecify.annotations.NullMarked;
