/** Keys and signed tokens (JOSE), for every provider that issues or reads them. */
@NullMarked
package dev.gatehouse.mock.jose;

import org.jspecify.annotations.NullMarked;
