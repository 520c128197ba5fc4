/** The introspection endpoint. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.introspect;

import org.jspecify.annotations.NullMarked;
