/** Misbehaviours asked for: which, on what, how many times. */
@NullMarked
package dev.gatehouse.mock.fault;

import org.jspecify.annotations.NullMarked;
