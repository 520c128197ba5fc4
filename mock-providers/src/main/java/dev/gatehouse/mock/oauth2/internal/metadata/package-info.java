/** What the server tells about itself. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.metadata;

import org.jspecify.annotations.NullMarked;
