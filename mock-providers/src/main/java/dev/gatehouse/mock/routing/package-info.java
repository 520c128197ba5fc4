/** Who answers a request: admin, provider, gate, API. */
@NullMarked
package dev.gatehouse.mock.routing;

import org.jspecify.annotations.NullMarked;
