/** SPNEGO around NTLM messages (RFC 4178). */
@NullMarked
package dev.gatehouse.mock.ntlm.internal.spnego;

import org.jspecify.annotations.NullMarked;
