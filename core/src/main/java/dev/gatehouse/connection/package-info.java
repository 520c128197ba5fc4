/** A connection as data: where to, how to log in, and how to read and write it. */
@NullMarked
package dev.gatehouse.connection;

import org.jspecify.annotations.NullMarked;
