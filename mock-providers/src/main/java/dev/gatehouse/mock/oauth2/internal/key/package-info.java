/** Keys that sign tokens, made ahead and published. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.key;

import org.jspecify.annotations.NullMarked;
