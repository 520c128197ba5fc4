/**
 * NTLM as a server verifies it: messages, challenges, accounts and verdicts (MS-NLMP). Whoever
 * carries the messages, HTTP or another protocol, is elsewhere.
 */
@NullMarked
package dev.gatehouse.mock.ntlm;

import org.jspecify.annotations.NullMarked;
