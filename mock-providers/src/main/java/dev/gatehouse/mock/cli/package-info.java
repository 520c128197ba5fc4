/** The standalone jar: {@code serve} and {@code call}. The only package that knows picocli. */
@NullMarked
package dev.gatehouse.mock.cli;

import org.jspecify.annotations.NullMarked;
