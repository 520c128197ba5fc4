/** The mock server: start it, see what happened, move its clock. */
@NullMarked
package dev.gatehouse.mock;

import org.jspecify.annotations.NullMarked;
