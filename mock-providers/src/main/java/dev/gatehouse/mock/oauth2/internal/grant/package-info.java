/** The ways to get a token: one grant a file, and the rules they share. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.grant;

import org.jspecify.annotations.NullMarked;
