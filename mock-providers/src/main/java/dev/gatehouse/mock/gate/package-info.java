/** Gates guard API paths: one request in, a verdict out. */
@NullMarked
package dev.gatehouse.mock.gate;

import org.jspecify.annotations.NullMarked;
