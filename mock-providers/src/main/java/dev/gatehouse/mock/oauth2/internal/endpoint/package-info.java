/** Where the endpoints of an issuer are. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.endpoint;

import org.jspecify.annotations.NullMarked;
