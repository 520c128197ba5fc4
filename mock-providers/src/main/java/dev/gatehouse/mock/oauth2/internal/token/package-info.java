/** The token endpoint. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.token;

import org.jspecify.annotations.NullMarked;
