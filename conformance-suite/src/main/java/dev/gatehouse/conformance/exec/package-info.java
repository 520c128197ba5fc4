/** Clients in any language, driven over stdin and stdout; see CLIENT-PROTOCOL.md. */
@NullMarked
package dev.gatehouse.conformance.exec;

import org.jspecify.annotations.NullMarked;
