/** The pages people see. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.page;

import org.jspecify.annotations.NullMarked;
