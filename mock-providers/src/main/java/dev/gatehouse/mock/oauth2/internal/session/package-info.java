/**
 * What the server knows of a browser: who is logged in there, and which of its pages it was shown.
 */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.session;

import org.jspecify.annotations.NullMarked;
