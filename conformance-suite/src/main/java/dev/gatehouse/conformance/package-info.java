/** What a conformance check is, how it is run and how it can end. */
@NullMarked
package dev.gatehouse.conformance;

import org.jspecify.annotations.NullMarked;
