/** Credentials as they come in requests: read strictly, compared in constant time, explained. */
@NullMarked
package dev.gatehouse.mock.credential.internal;

import org.jspecify.annotations.NullMarked;
