/** The certificates that the server shows, generated for each JVM. */
@NullMarked
package dev.gatehouse.mock.tls;

import org.jspecify.annotations.NullMarked;
