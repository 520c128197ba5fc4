/** The computations of NTLM: responses, keys and integrity (MS-NLMP 3.3 and 3.4). */
@NullMarked
package dev.gatehouse.mock.ntlm.internal.crypto;

import org.jspecify.annotations.NullMarked;
