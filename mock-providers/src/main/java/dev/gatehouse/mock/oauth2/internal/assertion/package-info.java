/** Clients that prove themselves by a signed JWT (RFC 7523; OpenID Connect Core, section 9). */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.assertion;

import org.jspecify.annotations.NullMarked;
