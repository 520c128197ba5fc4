/** The bytes of NTLM: messages read with every offset checked, and written (MS-NLMP 2.2). */
@NullMarked
package dev.gatehouse.mock.ntlm.internal.message;

import org.jspecify.annotations.NullMarked;
