/** Many ports on one Jetty; the only package that knows Jetty. */
@NullMarked
package dev.gatehouse.mock.http;

import org.jspecify.annotations.NullMarked;
