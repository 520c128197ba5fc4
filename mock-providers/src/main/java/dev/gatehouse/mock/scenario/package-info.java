/** Both sides of one auth type, made for each other; the line-up. */
@NullMarked
package dev.gatehouse.mock.scenario;

import org.jspecify.annotations.NullMarked;
