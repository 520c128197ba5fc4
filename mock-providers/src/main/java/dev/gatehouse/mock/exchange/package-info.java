/** A request as received and the answer to it: immutable, and free of any server's types. */
@NullMarked
package dev.gatehouse.mock.exchange;

import org.jspecify.annotations.NullMarked;
