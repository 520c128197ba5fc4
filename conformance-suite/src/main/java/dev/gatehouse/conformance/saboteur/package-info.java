/** Clients broken in just one way each: the proof that every check can fail. */
@NullMarked
package dev.gatehouse.conformance.saboteur;

import org.jspecify.annotations.NullMarked;
