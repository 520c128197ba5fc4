/** The API behind the gates as WireMock stubs; the only package that knows WireMock. */
@NullMarked
package dev.gatehouse.mock.stub;

import org.jspecify.annotations.NullMarked;
