/** The command line; the only package that knows picocli. */
@NullMarked
package dev.gatehouse.conformance.cli;

import org.jspecify.annotations.NullMarked;
