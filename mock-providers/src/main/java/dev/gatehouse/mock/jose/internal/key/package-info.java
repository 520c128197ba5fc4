/** Keys that sign tokens, made ahead and published. */
@NullMarked
package dev.gatehouse.mock.jose.internal.key;

import org.jspecify.annotations.NullMarked;
