/** Clients that register themselves. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.registration;

import org.jspecify.annotations.NullMarked;
