/** What happened: every exchange, its verdict and its explanation. */
@NullMarked
package dev.gatehouse.mock.journal;

import org.jspecify.annotations.NullMarked;
