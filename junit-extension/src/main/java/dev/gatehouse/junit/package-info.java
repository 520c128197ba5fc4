/** JUnit annotations that set up both sides of a login, and assertions over the journal. */
@NullMarked
package dev.gatehouse.junit;

import org.jspecify.annotations.NullMarked;
