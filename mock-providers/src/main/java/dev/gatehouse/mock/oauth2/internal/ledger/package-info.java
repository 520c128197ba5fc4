/** What was issued, used and revoked; bounded in memory. */
@NullMarked
package dev.gatehouse.mock.oauth2.internal.ledger;

import org.jspecify.annotations.NullMarked;
