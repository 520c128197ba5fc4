/** The OAuth 2.0 authorization server: clients, grants, tokens, keys and metadata. */
@NullMarked
package dev.gatehouse.mock.oauth2;

import org.jspecify.annotations.NullMarked;
