/** What a connection trusts and shows over TLS, and the reasons for which TLS is refused. */
@NullMarked
package dev.gatehouse.client.internal.tls;

import org.jspecify.annotations.NullMarked;
