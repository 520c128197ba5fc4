/** What people do in their browser: log in, choose an account, consent. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.login;

import org.jspecify.annotations.NullMarked;
