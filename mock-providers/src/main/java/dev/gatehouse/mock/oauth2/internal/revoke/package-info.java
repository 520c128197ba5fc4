/** The revocation endpoint. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.revoke;

import org.jspecify.annotations.NullMarked;
