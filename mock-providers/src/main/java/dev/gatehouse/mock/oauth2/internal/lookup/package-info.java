/** What the tokens are that somebody asks about or gives back. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.lookup;

import org.jspecify.annotations.NullMarked;
