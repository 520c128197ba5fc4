/** Devices without a browser (RFC 8628). */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.device;

import org.jspecify.annotations.NullMarked;
