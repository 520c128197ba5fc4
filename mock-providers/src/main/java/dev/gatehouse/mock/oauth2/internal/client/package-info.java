/** Who asks: clients and the ways they prove themselves. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.client;

import org.jspecify.annotations.NullMarked;
