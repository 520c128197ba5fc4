/**
 * Reads JSON and YAML so that every error can say where in the text it is. Shared by connections
 * and the mock server's configuration; no part of the public API.
 */
@NullMarked
package dev.gatehouse.connection.internal;

import org.jspecify.annotations.NullMarked;
