/** Reads the pages of an authorization server; the only package that knows the HTML parser. */
@NullMarked
package dev.gatehouse.client.internal.page;

import org.jspecify.annotations.NullMarked;
