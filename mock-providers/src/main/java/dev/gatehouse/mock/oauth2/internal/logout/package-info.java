/** Logging out (OpenID Connect RP-Initiated Logout 1.0). */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.logout;

import org.jspecify.annotations.NullMarked;
