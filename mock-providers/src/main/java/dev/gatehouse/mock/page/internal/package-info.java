/** Pages that people see, for every provider that has some. */
@NullMarked
package dev.gatehouse.mock.page.internal;

import org.jspecify.annotations.NullMarked;
