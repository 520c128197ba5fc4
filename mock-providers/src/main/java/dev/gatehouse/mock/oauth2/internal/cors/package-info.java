/** What pages of other origins may read. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.cors;

import org.jspecify.annotations.NullMarked;
