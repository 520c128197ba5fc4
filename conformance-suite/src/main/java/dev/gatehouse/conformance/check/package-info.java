/** The checks, one file a family. */
@NullMarked
package dev.gatehouse.conformance.check;

import org.jspecify.annotations.NullMarked;
