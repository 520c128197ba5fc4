/** The server's own endpoints below {@code /__gatehouse/}. */
@NullMarked
package dev.gatehouse.mock.admin;

import org.jspecify.annotations.NullMarked;
