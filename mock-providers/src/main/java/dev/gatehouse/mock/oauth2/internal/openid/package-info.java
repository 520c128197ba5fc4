/** What OpenID Connect adds: ID tokens and claims about users. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.openid;

import org.jspecify.annotations.NullMarked;
