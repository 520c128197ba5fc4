/** The authorization endpoint. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.authorize;

import org.jspecify.annotations.NullMarked;
