/** Who issues: identifiers and the addresses below them. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.issuer;

import org.jspecify.annotations.NullMarked;
