/** Access tokens: issued and verified. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.access;

import org.jspecify.annotations.NullMarked;
