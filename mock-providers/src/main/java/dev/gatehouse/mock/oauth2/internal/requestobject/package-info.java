/** Authorization requests as signed JWTs. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.requestobject;

import org.jspecify.annotations.NullMarked;
