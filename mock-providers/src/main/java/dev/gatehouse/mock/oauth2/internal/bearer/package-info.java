/** JWTs of trusted issuers, changed for access tokens (RFC 7523, section 2.1). */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.bearer;

import org.jspecify.annotations.NullMarked;
