/** The client under test, seen from the suite: opened, called, and asked what it printed. */
@NullMarked
package dev.gatehouse.conformance.client;

import org.jspecify.annotations.NullMarked;
