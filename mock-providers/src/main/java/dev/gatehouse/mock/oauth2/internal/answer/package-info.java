/** How answers look on the wire, whatever they say. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.answer;

import org.jspecify.annotations.NullMarked;
